import ArgumentParser

/// Which commands read a config, and which of the keys at its top each takes.
///
/// The keys at the top are the options of `run`. A command that works on the same definition or plans the
/// same cases takes those that are about these; what else it has, or has by the same name in another
/// meaning, stands under `commands:`.
struct ConfigScope: Sendable {
  let command: String
  let options: [CommandOption]
  /// The keys at the top that the command takes.
  let shared: Set<String>

  /// Every command that reads a config, by name. What is certified and how it is verified stands on the
  /// command line alone.
  static var commands: [(name: String, type: any ParsableCommand.Type)] {
    [
      ("run", RunCommand.self), ("plan", PlanCommand.self), ("lint", LintCommand.self),
      ("show", ShowCommand.self), ("convert", ConvertCommand.self), ("diff", DiffCommand.self),
      ("faults", FaultsCommand.self), ("selftest", SelftestCommand.self),
      ("reference", ReferenceCommand.self), ("mock", MockCommand.self),
      ("validate", ValidateCommand.self), ("format", FormatCommand.self),
      ("report", ReportCommand.self), ("merge", MergeCommand.self), ("replay", ReplayCommand.self),
    ]
  }

  /// The keys at the top of a config.
  static var topOptions: [CommandOption] { CommandOption.all(of: RunCommand.self) }

  /// Whether a command reads a config.
  static func isKnown(_ command: String) -> Bool { commands.contains { $0.name == command } }

  /// Nil for a command that reads no config.
  init?(_ command: String) {
    guard let found = Self.commands.first(where: { $0.name == command }) else { return nil }
    self.command = command
    options = CommandOption.all(of: found.type)
    shared = Set(Self.sharedKeys(command, options)).intersection(options.map(\.name))
  }

  private static func sharedKeys(_ command: String, _ own: [CommandOption]) -> [String] {
    func names(_ group: any ParsableArguments.Type) -> [String] {
      CommandOption.all(of: group).map(\.name)
    }
    switch command {
    case "run": return own.map(\.name)
    case "plan": return names(SpecOptions.self) + names(PlanOptions.self)
    case "selftest":
      // What makes a run fail is no question of a selftest, which asks what is noticed.
      return names(SpecOptions.self) + names(PlanOptions.self)
        + ["strictness", "check", "skip-check", "max-latency"]
    case "mock": return names(SpecOptions.self) + ["fixtures"]
    case "replay":
      return names(SpecOptions.self) + ["strictness", "check", "skip-check", "max-latency"]
    case "lint", "show", "convert", "faults": return names(SpecOptions.self)
    default: return []
    }
  }

  /// The environment variable that stands for a key at the top.
  static func variable(_ key: String) -> String {
    "MUSTER_" + key.uppercased().replacing("-", with: "_")
  }

  /// The environment variable that stands for a key of one command.
  static func variable(_ key: String, of command: String) -> String {
    variable("\(command)-\(key)")
  }

  /// By what is said nearer an option is taken back: a target of another kind, another kind of output.
  static let rivals: [String: Set<String>] = [
    "base-url": ["reference", "mock"], "reference": ["base-url", "mock"],
    "mock": ["base-url", "reference"], "fault": ["base-url"],
    "token-url": ["reference", "mock"], "token-env": ["reference", "mock"],
    "client-id-env": ["reference", "mock"], "client-secret-env": ["reference", "mock"],
    "http2": ["reference", "mock"], "quiet": ["verbose", "format"], "verbose": ["quiet", "format"],
    "format": ["quiet", "verbose", "jsonl"], "schema": ["spec"], "spec": ["schema"],
    "overlay": ["schema"], "operation": ["schema"], "status": ["schema", "request"],
    "request": ["schema", "status"],
  ]
}
