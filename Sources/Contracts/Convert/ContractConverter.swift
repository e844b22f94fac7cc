package import Documents

/// A contract in another format, and what that format can't carry.
package struct ConvertedContract: Sendable {
  package enum Form: Sendable {
    case document(Value)
    case text(String)
  }

  package var form: Form
  /// Located in the source, in the order of finding.
  package var diagnostics: [Diagnostic]
}

/// Writes contracts in the formats that they can be loaded from.
///
///     Swagger 2.0 ⇄ OpenAPI 3.0 ⇄ OpenAPI 3.1
///          ╰─▶ markdown
///
/// A conversion goes step by step along this line, then the result is made to meet its format's own
/// rules. Deterministic; the order of the file is kept.
package enum ContractConverter {
  package static func convert(
    _ contract: Contract, to target: ConversionTarget
  ) -> ConvertedContract {
    var log = ConversionLog()
    let structured = target == .markdown ? .swagger2 : target
    let document = document(contract, as: structured, log: &log)
    guard target == .markdown else {
      return ConvertedContract(form: .document(document), diagnostics: log.diagnostics)
    }
    let text = MarkdownWriter.text(of: document, log: &log)
    return ConvertedContract(form: .text(text), diagnostics: log.diagnostics)
  }

  private static func document(
    _ contract: Contract, as target: ConversionTarget, log: inout ConversionLog
  ) -> Value {
    var stage = Stage(contract.document)
    let joined = PathItemReferences.joined(in: contract.document)
    var document = BundledSchemas.unbundled(joined, stage.grammar, log: &log)
    let wanted: Stage =
      switch target {
      case .swagger2, .markdown: .swagger2
      case .openAPI30: .openAPI30
      case .openAPI31: .openAPI31
      }
    while stage != wanted {
      switch (stage, wanted > stage) {
      case (.swagger2, _):
        document = Swagger2Upgrade.upgrade(document, log: &log)
        stage = .openAPI30
      case (.openAPI30, true):
        document = OpenAPI31Upgrade.upgrade(document, log: &log)
        stage = .openAPI31
      case (.openAPI30, false):
        document = Swagger2Downgrade.downgrade(document, log: &log)
        stage = .swagger2
      case (.openAPI31, _):
        document = OpenAPI30Downgrade.downgrade(document, log: &log)
        stage = .openAPI30
      }
    }
    return ConversionFinish.finish(document, as: wanted.grammar, log: &log)
  }

  /// The formats in the order of the steps between them.
  private enum Stage: Int, Comparable {
    case swagger2, openAPI30, openAPI31

    init(_ document: Value) {
      guard let version = document["openapi"] else {
        self = .swagger2
        return
      }
      let text = version.string ?? version.number?.text ?? ""
      self = text.startsExactly(with: "3.0") ? .openAPI30 : .openAPI31
    }

    var grammar: SpecGrammar {
      switch self {
      case .swagger2: .swagger2
      case .openAPI30: .openAPI30
      case .openAPI31: .openAPI31
      }
    }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }
}
