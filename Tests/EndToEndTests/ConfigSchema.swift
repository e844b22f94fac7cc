import Foundation

/// The JSON Schema of configs and the table of their keys, made from the commands' options.
struct ConfigSchema {
  /// Commands that read no config.
  static let strangers: Set<String> = ["init", "checks", "certify", "verify", "keygen", "help"]

  let dump: CommandDump

  private var commands: [(name: String, options: [CommandDump.Option])] {
    dump.commands.filter { !Self.strangers.contains($0.name) && !$0.options.isEmpty }
  }

  // MARK: The schema

  var text: String {
    let top = dump.options(of: "run")
    var members = [
      #""muster": { "const": "config/1", "description": "What this file is, and in which version of the format." }"#
    ]
    members += top.map { member($0, of: "run") }
    let sections = commands.map { name, options in
      """
            "\(name)": {
              "type": "object",
              "description": "Options of `muster \(name)` alone; they go before those at the top.",
              "additionalProperties": false,
              "properties": {
                \(options.map { member($0, of: name) }.joined(separator: ",\n          "))
              }
            }
      """
    }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://muster.invalid/formats/config.schema.json",
        "title": "Config of muster",
        "description": "Options of muster, by their names: those of `run` at the top, those of other commands under `commands`.",
        "type": "object",
        "required": ["muster"],
        "additionalProperties": false,
        "properties": {
          \(members.joined(separator: ",\n    ")),
          "commands": {
            "type": "object",
            "description": "Options of single commands.",
            "additionalProperties": false,
            "properties": {
      \(sections.joined(separator: ",\n"))
            }
          }
        }
      }

      """
  }

  private func member(_ option: CommandDump.Option, of command: String) -> String {
    #""\#(option.name)": { "description": \#(json(option.summary)), \#(type(option)) }"#
  }

  private func type(_ option: CommandDump.Option) -> String {
    let filled = string("From the environment.", #""pattern": "\\$\\{""#)
    if option.isFlag {
      return #""anyOf": [{ "type": "boolean", "description": "Whether it is on." }, \#(filled)]"#
    }
    let values = option.values.map { json($0) }.joined(separator: ", ")
    let single =
      option.values.isEmpty
      ? #""type": ["string", "number"]"#
      : #""anyOf": [{ "enum": [\#(values)], "description": "One of the values." }, \#(filled)]"#
    let item = #"{ "description": "One value.", \#(single) }"#
    var choices = [item]
    if option.isRepeating || option.valueName == "intents" {
      choices.append(list("Several values.", item))
    }
    if option.isRepeating, ["format=path", "url=dir"].contains(option.valueName) {
      let path = string("A path.")
      choices.append(
        #"{ "type": "object", "description": "Paths by what stands before the equals sign.", "#
          + #""additionalProperties": { "description": "The path, or several.", "anyOf": "#
          + #"[\#(path), \#(list("Several paths.", path))] } }"#)
    }
    return choices.count == 1 ? single : #""anyOf": [\#(choices.joined(separator: ", "))]"#
  }

  private func string(_ description: String, _ more: String = "") -> String {
    let rest = more.isEmpty ? "" : ", \(more)"
    return #"{ "type": "string", "description": "\#(description)"\#(rest) }"#
  }

  private func list(_ description: String, _ item: String) -> String {
    #"{ "type": "array", "description": "\#(description)", "items": \#(item) }"#
  }

  private func json(_ text: String) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: text, options: [.fragmentsAllowed, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  // MARK: The table

  /// The commands, of those with an option of this name, that take it from the top.
  private func takers(_ name: String) -> [String] {
    let definition: Set<String> = ["spec", "overlay", "allow-ref-folder", "allow-remote-refs"]
    let judging: Set<String> = ["strictness", "check", "skip-check", "max-latency"]
    let planning = Set(dump.options(of: "plan").map(\.name)).subtracting(["steps"])
    return commands.filter { command, options in
      guard options.contains(where: { $0.name == name }) else { return false }
      switch command {
      case "run": return true
      case "plan": return planning.contains(name)
      case "selftest": return planning.contains(name) || judging.contains(name)
      case "replay": return definition.contains(name) || judging.contains(name)
      case "mock": return definition.contains(name) || name == "fixtures"
      case "lint", "show", "convert", "faults": return definition.contains(name)
      default: return false
      }
    }.map(\.name)
  }

  var table: String {
    var text = """

      At the top, and in the environment as `MUSTER_…`:

      | Key | Taken by | |
      |---|---|---|

      """
    for option in dump.options(of: "run") {
      let takers = takers(option.name).map { "`\($0)`" }.joined(separator: ", ")
      text += "| `\(option.name)` | \(takers) | \(cell(option)) |\n"
    }
    for (name, options) in commands where name != "run" {
      let own = options.filter { !takers($0.name).contains(name) }
      guard !own.isEmpty else { continue }
      let besides = own.count < options.count ? ", besides what it takes from the top" : ""
      text += """

        Under `commands: \(name):`\(besides); in the environment as `MUSTER_\(name.uppercased())_…`:

        | Key | |
        |---|---|

        """
      for option in own { text += "| `\(option.name)` | \(cell(option)) |\n" }
    }
    return text
  }

  private func cell(_ option: CommandDump.Option) -> String {
    let standard = option.standard.map { " (\($0))" } ?? ""
    return (option.summary + standard).replacingOccurrences(of: "|", with: "\\|")
      .replacingOccurrences(of: "\n", with: " ")
  }
}
