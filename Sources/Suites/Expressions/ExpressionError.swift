internal import Documents

/// What is wrong with an expression, and where in it.
package struct ExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    case empty
    case unclosed
    case unexpected(String)
    case unclosedText
    case badPointer(String)
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case unknownFunction(String)
    case wrongCount(ExpressionFunction, Int)
    case wrongArgument(ExpressionFunction, wanted: String, found: String)
    case noPart(name: String, pointer: String)
    case unsetEnvironment(String)
    case tooLarge(ExpressionFunction, limit: Int)
  }

  package var kind: Kind
  /// Unicode scalars from the start of what stands between the braces.
  package var offset: Int

  package init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// Stable, for diagnostics.
  package var code: String {
    switch kind {
    case .unknownFunction: "unknown-function"
    case .wrongCount, .wrongArgument, .tooLarge: "wrong-argument"
    case .unclosed: "unclosed-expression"
    case .unsetEnvironment: "unknown-variable"
    default: "bad-expression"
    }
  }

  package var message: String {
    switch kind {
    case .empty: "the expression is empty"
    case .unclosed: "`${` is never closed"
    case .unexpected(let found):
      found.isEmpty
        ? "the expression ends too early" : "`\(found)` is not expected here in an expression"
    case .unclosedText: "the quote is never closed"
    case .badPointer(let text): "`\(text)` is no JSON Pointer"
    case .tooLong(let limit): "the expression is longer than \(limit) characters"
    case .tooDeep(let limit): "calls are nested more than \(limit) deep"
    case .unknownFunction(let name): "there is no function `\(name)`"
    case .wrongCount(let function, let count):
      "`\(function.rawValue)` can't take \(count) \(count == 1 ? "argument" : "arguments")"
    case .wrongArgument(let function, let wanted, let found):
      "`\(function.rawValue)` takes \(wanted), not \(found)"
    case .noPart(let name, let pointer): "the variable `\(name)` has nothing at `\(pointer)`"
    case .unsetEnvironment(let name): "the environment variable \(name) is not set"
    case .tooLarge(let function, let limit):
      "what `\(function.rawValue)` gives is longer than \(limit) bytes"
    }
  }

  package var remedy: String {
    switch kind {
    case .empty: "write a variable's name or a call, for instance `${uuid()}`"
    case .unclosed: "close it with `}`, or write `$${` for these two characters"
    case .unexpected: "write for instance `${name}`, `${name/part}` or `${now(-P1D)}`"
    case .unclosedText: "end the text with `'`; a quote inside it is written twice"
    case .badPointer: "write `~1` for a slash and `~0` for a tilde (RFC 6901)"
    case .tooLong, .tooDeep: "take it apart by `variables:`"
    case .unknownFunction(let name):
      Suggestion.remedy(for: name, among: ExpressionFunction.allCases.map(\.rawValue))
    case .wrongCount(let function, _), .wrongArgument(let function, _, _),
      .tooLarge(let function, _):
      "write `\(function.usage)`"
    case .noPart: "capture it whole and look at what is there"
    case .unsetEnvironment(let name): "set the environment variable \(name)"
    }
  }

  package var description: String { "\(message); \(remedy)" }

  /// - Parameters:
  ///   - text: the whole text that the expression stands in.
  ///   - start: where in it the expression begins, in Unicode scalars.
  func diagnostic(in text: Value, start: Int) -> Diagnostic {
    Diagnostic(
      .error, code: code, message, remedy: remedy, at: text.place(of: start + offset))
  }
}

extension Value {
  /// Where in the file a character of a text stands, in Unicode scalars from the text's start; the whole
  /// text where its file writes it otherwise than it reads, by escapes or over several lines.
  fileprivate func place(of offset: Int) -> SourceRange? {
    guard var range, let count = string?.unicodeScalars.count, range.start.line == range.end.line
    else { return self.range }
    let width = range.end.column - range.start.column
    guard width == count || width == count + 2 else { return range }
    range.start.column += offset + (width == count ? 0 : 1)
    return range
  }
}
