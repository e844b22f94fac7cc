/// What a command line says itself, as far as it must be known before the parser reads it.
struct GivenArguments {
  /// The options that are on it, by name, whatever they say.
  private(set) var names: Set<String> = []
  /// Those of them that say more than `false`.
  private(set) var active: Set<String> = []
  /// All of it but flags of the form `--flag=false`, which the parser doesn't know.
  private(set) var rest: [String] = []
  /// The value of `--config`.
  private(set) var config: String?
  private(set) var refusesConfig = false
  /// Whether the user said which config is meant.
  var namesConfig: Bool { config != nil }

  private let options: [CommandOption]

  init(_ arguments: ArraySlice<String>, _ options: [CommandOption]) {
    self.options = options
    var pending = arguments
    while let word = pending.popFirst() {
      if word == "--" {
        rest.append(word)
        for word in pending { takeValue(word) }
        return
      }
      if word.hasPrefix("--") {
        takeLong(word, &pending)
      } else if word.hasPrefix("-"), word != "-" {
        takeShort(word, &pending)
      } else {
        takeValue(word)
      }
    }
  }

  /// A definition, or what a command acts upon.
  private mutating func takeValue(_ word: String) {
    rest.append(word)
    if options.contains(where: { $0.kind == .positional }) { note("spec") }
  }

  private mutating func takeLong(_ word: String, _ pending: inout ArraySlice<String>) {
    let equals = word.firstIndex(of: "=")
    let name = String(word[word.index(word.startIndex, offsetBy: 2)..<(equals ?? word.endIndex)])
    let value = equals.map { String(word[word.index(after: $0)...]) }
    if name == "config" {
      rest.append(word)
      config = value ?? pending.first
      if value == nil { pending.popFirst().map { rest.append($0) } }
      return
    }
    if name == "no-config" { refusesConfig = true }
    if let option = options.first(where: { $0.negation == name }) {
      names.insert(option.name)
      rest.append(word)
      return
    }
    guard let option = options.first(where: { $0.name == name && $0.kind != .positional }) else {
      rest.append(word)
      return
    }
    if option.kind == .flag {
      takeFlag(option, word, value)
      return
    }
    note(name)
    rest.append(word)
    if value == nil { pending.popFirst().map { rest.append($0) } }
  }

  /// `--flag=false` takes back what the config says.
  private mutating func takeFlag(_ option: CommandOption, _ word: String, _ value: String?) {
    switch value {
    case nil:
      note(option.name)
      rest.append(word)
    case "true":
      note(option.name)
      rest.append("--\(option.name)")
    case "false":
      names.insert(option.name)
      if let negation = option.negation { rest.append("--\(negation)") }
    default: rest.append(word)
    }
  }

  private mutating func takeShort(_ word: String, _ pending: inout ArraySlice<String>) {
    rest.append(word)
    let letter = String(word.dropFirst().prefix(1))
    guard let option = options.first(where: { $0.short == letter }) else { return }
    note(option.name)
    // `-o PATH`; in `-o=PATH` and `-oPATH` the value is there already.
    if option.kind == .option, word.utf8.count == 2 { pending.popFirst().map { rest.append($0) } }
  }

  private mutating func note(_ name: String) {
    names.insert(name)
    active.insert(name)
  }
}
