import ArgumentParser
import Documents

/// An option, a flag or the definition's argument of a command, as the parser describes it. The keys of a
/// config are made from these, so that there can't be an option without a key.
struct CommandOption: Sendable {
  enum Kind: Sendable {
    case flag, option, positional
  }

  /// Without the dashes; also the key of the config.
  var name: String
  var kind: Kind
  var isRepeating: Bool
  /// What the help calls the value.
  var valueName: String
  /// The only values; empty: any.
  var values: [String]
  /// Of a flag: the name that says the opposite.
  var negation: String?
  /// One letter that stands for the name.
  var short: String?

  /// How a path stands in the value; nil where it holds none.
  var path: PathForm? {
    switch valueName {
    case "path", "folder": .whole
    case "format=path", "url=dir": .afterEquals
    case "spec" where kind == .positional: .whole
    default: nil
    }
  }

  enum PathForm: Sendable {
    case whole, afterEquals
  }

  /// Whether several values are written as one, with commas.
  var joinsValues: Bool { valueName == "intents" }
}

extension CommandOption {
  /// Options that say how the config itself is found, or that nothing is run.
  private static let excluded: Set<String> = ["help", "version", "config", "no-config"]

  /// All of a command, in the help's order.
  static func all(of command: any ParsableArguments.Type) -> [CommandOption] {
    // The parser's own description of itself; it has no other that programs can read.
    read(command._dumpHelp())
  }

  private static func read(_ dump: String) -> [CommandOption] {
    let document = try? StructuredReader.read(
      Array(dump.utf8), file: SourceFile(name: "help.json"))
    var options: [CommandOption] = []
    for argument in document?["command"]?["arguments"]?.array ?? [] {
      guard let option = CommandOption(argument), !excluded.contains(option.name) else { continue }
      if option.kind == .flag, option.name.hasPrefix("no-"),
        let last = options.indices.last, options[last].kind == .flag,
        option.name == "no-\(options[last].name)"
      {
        options[last].negation = option.name
      } else {
        options.append(option)
      }
    }
    return options
  }

  /// Nil for an argument that is no definition: what a command acts upon is said where it is called.
  private init?(_ argument: Value) {
    func names(_ kind: String) -> String? {
      (argument["names"]?.array ?? []).first { $0["kind"]?.string == kind }?["name"]?.string
    }
    valueName = argument["valueName"]?.string ?? ""
    isRepeating = argument["isRepeating"]?.bool ?? false
    values = (argument["allValues"]?.array ?? []).compactMap(\.string)
    short = names("short")
    switch argument["kind"]?.string {
    case "positional":
      guard ["spec", "specs"].contains(valueName) else { return nil }
      kind = .positional
      name = "spec"
      valueName = "spec"
    case "flag":
      guard let long = names("long") else { return nil }
      kind = .flag
      name = long
    default:
      guard let long = names("long") else { return nil }
      kind = .option
      name = long
    }
  }
}
