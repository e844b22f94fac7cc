import Documents

/// A `muster.yaml`: options by their names, for all commands and for single ones.
struct ConfigFile: Sendable {
  /// What one key says, before the environment is filled in.
  struct Entry: Sendable {
    /// Several only for what may be given more than once.
    var values: [Value]
    var range: SourceRange?
  }

  let file: SourceFile
  /// The keys at the top.
  private(set) var top: [String: Entry] = [:]
  /// Those of single commands.
  private(set) var commands: [String: [String: Entry]] = [:]

  /// Reads a config; throws every mistake in it at once.
  init(_ bytes: [UInt8], file: SourceFile) throws(InvalidInput) {
    self.file = file
    let value = try StructuredReader.read(bytes, file: file)
    var diagnostics: [Diagnostic] = []
    let options = ConfigScope.topOptions
    let form = FormReader(
      value, what: "a config", names: ["muster"] + options.map(\.name) + ["commands"],
      into: &diagnostics)
    form.checkHeader("config", into: &diagnostics)
    top = Self.entries(form, options, into: &diagnostics)
    for member in form.object("commands", into: &diagnostics) ?? ValueObject() {
      guard let scope = ConfigScope(member.name) else {
        diagnostics.append(
          Diagnostic(
            .error, code: "unknown-command", "`commands` has no command `\(member.name)`",
            remedy: Suggestion.remedy(
              for: member.name, among: ConfigScope.commands.map(\.name)), at: member.nameRange))
        continue
      }
      let form = FormReader(
        member.value, what: "`commands: \(member.name)`", names: scope.options.map(\.name),
        into: &diagnostics)
      commands[member.name] = Self.entries(form, scope.options, into: &diagnostics)
    }
    Self.refine(&diagnostics, value)
    guard diagnostics.contains(where: { $0.severity == .error }) else { return }
    throw InvalidInput(
      diagnostics.sorted { left, right in
        guard let first = left.range?.start, let second = right.range?.start else { return false }
        return (first.line, first.column) < (second.line, second.column)
      })
  }

  private static func entries(
    _ form: FormReader, _ options: [CommandOption], into diagnostics: inout [Diagnostic]
  ) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for option in options {
      guard let value = form[option.name] else { continue }
      entries[option.name] = ConfigEntryReader(option: option).read(value, into: &diagnostics)
    }
    return entries
  }

  /// Says of a key that stands at the top where it belongs, if a single command has it.
  private static func refine(_ diagnostics: inout [Diagnostic], _ value: Value) {
    for member in value.object ?? ValueObject() {
      guard
        let place = diagnostics.firstIndex(where: {
          $0.code == "unknown-key" && $0.range == member.nameRange
        })
      else { continue }
      let owners = ConfigScope.commands.filter { command in
        CommandOption.all(of: command.type).contains { $0.name == member.name }
      }
      guard !owners.isEmpty else { continue }
      let names = owners.map { "`muster \($0.name)`" }.joined(separator: " and ")
      diagnostics[place].remedy =
        "it is an option of \(names): write it under `commands:` by the command's name"
    }
  }
}
