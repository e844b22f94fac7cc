import Evidence

/// All that a plan and a judgement depend on besides the input files, `settings.json`.
package struct RunSettings: Sendable, Hashable {
  /// A file that was read, with the member that holds it.
  package struct Input: Sendable, Hashable {
    package enum Role: String, Sendable, CaseIterable {
      case spec, overlay
      /// A file that the definition refers to.
      case reference
      case suite
      /// A file that a suite names.
      case suiteFile = "suite-file"
      case fixtures, profile, declaration
      /// The fixtures of the built-in server, for the selftest.
      case selftestFixtures = "selftest-fixtures"

      /// Whether a run has one at most.
      package var isSingle: Bool {
        switch self {
        case .spec, .fixtures, .profile, .declaration, .selftestFixtures: true
        case .overlay, .reference, .suite, .suiteFile: false
        }
      }
    }

    package var role: Role
    /// The file's path or URL as the user gave it.
    package var name: String
    package var member: String

    package init(role: Role, name: String, member: String) {
      self.role = role
      self.name = name
      self.member = member
    }
  }

  package var inputs: [Input] = []
  /// Where the definition was read in the end.
  package var specAddress = ""
  /// Folders besides the definition's own whose files it may refer to.
  package var allowedFolders: [String] = []
  /// Derived intents; nil: as the suites say.
  package var derive: [String]?
  package var seed: UInt64 = 0
  /// Patterns over operations that are left out as the declaration says.
  package var excludedOperations: [String] = []
  /// Which credentials that are good, but not for what they are sent to, were at hand.
  package var credentialDefects: [String] = []
  /// The names of the environment's variables that were set and may matter; never their values.
  package var variables: [String] = []
  /// The day of the run.
  package var today = ""
  /// What expressions saw as the time, in seconds since 1970.
  package var moment = 0.0
  package var strictness = ""
  package var failOnWarning = false
  package var isInsecure = false
  package var baseURL = ""
  package var tokenURL: String?
  package var tokenVariable: String?
  package var clientIDVariable: String?
  package var clientSecretVariable: String?

  package init() {}
}

extension RunSettings.Input {
  static let record = EventRecord(
    "input", "A file that was read, with the member that holds it.",
    blank: RunSettings.Input(role: .spec, name: "", member: ""),
    [
      EventField("role", \.role, .word(), "What it was read as."),
      EventField("name", \.name, .string, "Its path or URL as the user gave it."),
      EventField("member", \.member, .string, "The member of the bundle that holds it."),
    ])
}

extension RunSettings {
  package static let file = RecordFile(
    format: "muster-settings", what: "the run's settings",
    record: EventRecord(
      "settings", "All that a plan and a judgement depend on besides the input files.",
      blank: RunSettings(),
      [
        EventField("inputs", \.inputs, .array(Input.record.codec), "The input files."),
        EventField(
          "specAddress", \.specAddress, .string, "Where the definition was read in the end."),
        EventField(
          "allowedFolders", \.allowedFolders, .array(.string),
          "Folders besides the definition's own whose files it may refer to."),
        EventField(
          "derive", optional: \.derive, .array(.string),
          "Which cases were derived; left out: as the suites say."),
        EventField("seed", \.seed, .unsigned, "What everything random was drawn from."),
        EventField(
          "excludedOperations", \.excludedOperations, .array(.string),
          "Patterns over the operations that the declaration leaves out."),
        EventField(
          "credentialDefects", \.credentialDefects, .array(.string),
          "Which credentials that must be refused were at hand."),
        EventField(
          "variables", \.variables, .array(.string),
          "Names of variables of the environment that were set; never their values."),
        EventField("today", \.today, .string, "The day of the run."),
        EventField(
          "moment", \.moment, .number,
          "What expressions of suites saw as the time, in seconds since 1970."),
        EventField("strictness", \.strictness, .string, "lenient, standard or strict."),
        EventField("failOnWarning", \.failOnWarning, .bool, "Whether a warning fails the run."),
        EventField(
          "isInsecure", \.isInsecure, .bool, "Whether the target's certificate was not checked."),
        EventField("baseURL", \.baseURL, .string, "Where the target was."),
        EventField("tokenURL", optional: \.tokenURL, .string, "The option --token-url."),
        EventField("tokenEnv", optional: \.tokenVariable, .string, "The option --token-env."),
        EventField(
          "clientIdEnv", optional: \.clientIDVariable, .string, "The option --client-id-env."),
        EventField(
          "clientSecretEnv", optional: \.clientSecretVariable, .string,
          "The option --client-secret-env."),
      ]))
}
