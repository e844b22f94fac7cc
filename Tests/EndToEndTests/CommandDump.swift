import Foundation
import Testing

/// What the parser says of all commands and their options.
struct CommandDump {
  struct Option {
    var name: String
    var isFlag: Bool
    var isRepeating: Bool
    var valueName: String
    var values: [String]
    var summary: String
    var standard: String?
  }

  /// Of each command that has options, in the help's order.
  var commands: [(name: String, options: [Option])] = []

  static func load() async throws -> CommandDump {
    let outcome = try await MusterProcess.run(["--experimental-dump-help"])
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let muster = try #require(root["command"] as? [String: Any])
    var dump = CommandDump()
    for command in try #require(muster["subcommands"] as? [[String: Any]]) {
      let name = try #require(command["commandName"] as? String)
      let arguments = command["arguments"] as? [[String: Any]] ?? []
      dump.commands.append((name, arguments.compactMap { Option($0) }))
    }
    return dump
  }

  func options(of command: String) -> [Option] {
    commands.first { $0.name == command }?.options ?? []
  }
}

extension CommandDump.Option {
  /// Nil for what is no option, or about the config itself.
  fileprivate init?(_ argument: [String: Any]) {
    let names = argument["names"] as? [[String: String]] ?? []
    valueName = argument["valueName"] as? String ?? ""
    if argument["kind"] as? String == "positional" {
      guard ["spec", "specs"].contains(valueName) else { return nil }
      name = "spec"
    } else {
      guard let long = names.first(where: { $0["kind"] == "long" })?["name"] else { return nil }
      name = long
    }
    guard !["help", "version", "config", "no-config", "no-assert-formats"].contains(name) else {
      return nil
    }
    isFlag = argument["kind"] as? String == "flag"
    isRepeating = argument["isRepeating"] as? Bool ?? false
    values = argument["allValues"] as? [String] ?? []
    summary = argument["abstract"] as? String ?? ""
    standard = argument["defaultValue"] as? String
  }
}
