import Testing

extension ConfigTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// After `muster: config/1` and `spec: pets.yaml`.
    var config: String = ""
    var environment: [String: String] = [:]
    /// Run in `place`.
    var arguments: [String]
    /// A folder below that of the config.
    var place = "."
    var code: Int32 = 0
    var output: [String] = []
    var noOutput: [String] = []
    var errors: [String] = []
    var noErrors: [String] = []
  }

  static let rows: [Row] = [
    // Where values come from.
    Row(testDescription: "the definition", arguments: ["plan"], output: ["GET /pets"]),
    Row(
      testDescription: "an option", config: "derive: none", arguments: ["plan"],
      output: ["0 cases"]),
    Row(
      testDescription: "a list for what takes commas", config: "derive: [positive, auth]",
      arguments: ["plan"], output: ["positive"], noOutput: ["negative"]),
    Row(
      testDescription: "the environment goes before the config", config: "derive: positive",
      environment: ["MUSTER_DERIVE": "none"], arguments: ["plan"], output: ["0 cases"]),
    Row(
      testDescription: "the command line goes before the environment",
      environment: ["MUSTER_DERIVE": "none"], arguments: ["plan", "--derive=positive"],
      noOutput: ["\n0 cases"]),
    Row(
      testDescription: "a command's own section goes before the top",
      config: "derive: positive\ncommands: { plan: { derive: none } }", arguments: ["plan"],
      output: ["0 cases"]),
    Row(
      testDescription: "the environment for one command goes before that for all",
      environment: ["MUSTER_DERIVE": "none", "MUSTER_PLAN_DERIVE": "positive"],
      arguments: ["plan"], noOutput: ["\n0 cases"]),
    Row(
      testDescription: "an empty variable says nothing", config: "derive: none",
      environment: ["MUSTER_DERIVE": ""], arguments: ["plan"], output: ["0 cases"]),
    Row(
      testDescription: "a definition on the command line", config: "derive: none",
      arguments: ["plan", "other.yaml"], code: 2,
      errors: ["`other.yaml` does not exist"], noErrors: ["note:"]),
    Row(
      testDescription: "a list is replaced, not added to", config: "operation: ['POST /pets']",
      arguments: ["plan", "--operation", "GET /pets"],
      output: [
        "answers a valid request → 201, write, 1 request  (skipped: left out by --operation)"
      ],
      noOutput: ["answers a valid request → 200, read, 1 request  (skipped"]),
    Row(
      testDescription: "several values in the environment",
      environment: ["MUSTER_EXCLUDE_OPERATION": "GET /pets\nPOST /pets"], arguments: ["plan"],
      output: ["201, write, 1 request  (skipped", "200, read, 1 request  (skipped"]),
    Row(
      testDescription: "another command takes what it shares", config: "derive: none\nseed: 7",
      arguments: ["show"], output: ["Pets"]),
    Row(
      testDescription: "and its own", config: "commands: { show: { format: json } }",
      arguments: ["show"], output: ["\"title\": \"Pets\""]),
    Row(
      testDescription: "a format of one command is none of another's",
      config: "format: json", arguments: ["show"], noOutput: ["\n{"]),
    // Flags.
    Row(
      testDescription: "a flag", config: "safe: true", arguments: ["plan"],
      output: ["skipped"]),
    Row(
      testDescription: "a flag that is taken back on the command line", config: "safe: true",
      arguments: ["plan", "--safe=false"], noOutput: ["skipped"]),
    Row(
      testDescription: "a flag that is taken back in the environment", config: "safe: true",
      environment: ["MUSTER_SAFE": "false"], arguments: ["plan"], noOutput: ["skipped"]),
    Row(
      testDescription: "a flag of the command line that says true",
      arguments: ["plan", "--safe=true"],
      output: ["skipped"]),
    Row(
      testDescription: "a flag that says nothing sensible", environment: ["MUSTER_SAFE": "maybe"],
      arguments: ["plan"], code: 2,
      errors: [
        "the environment variable MUSTER_SAFE is `maybe`; write true or false, or unset it"
      ]),
    // What excludes each other.
    Row(
      testDescription: "a target on the command line goes before one of another kind",
      config: "base-url: http://127.0.0.1:1/\ntoken-env: NOWHERE",
      arguments: ["run", "--mock", "--quiet"]),
    Row(
      testDescription: "two kinds in one place are a mistake",
      config: "base-url: http://127.0.0.1:1/\nmock: true", arguments: ["run"], code: 2,
      errors: [
        "--mock and --base-url exclude each other; give one of them; see muster --help\n",
        "muster: note: --base-url is given by muster.yaml:3:11\n",
        "muster: note: --mock is given by muster.yaml:4:7\n",
      ]),
    // Paths and names.
    Row(
      testDescription: "paths are the config's", config: "overlay: [o/none.yaml]",
      arguments: ["plan"], place: "below/that", code: 2,
      errors: [
        "the overlay `../../o/none.yaml` does not exist",
        "muster: note: --overlay is given by ../../muster.yaml:3:10\n",
      ]),
    Row(
      testDescription: "a config above is announced", config: "derive: none", arguments: ["plan"],
      place: "below/that", output: ["0 cases"],
      errors: ["muster: note: the config is ../../muster.yaml\n"]),
    Row(
      testDescription: "not when all is to be quiet", config: "mock: true",
      arguments: ["run", "--quiet"], place: "below", noErrors: ["note"]),
    Row(
      testDescription: "nor here", config: "derive: none", arguments: ["plan"],
      noErrors: ["the config is"]),
    Row(
      testDescription: "but here on demand", config: "mock: true", arguments: ["run", "--verbose"],
      errors: ["the config is muster.yaml"]),
    Row(
      testDescription: "nothing is looked for above a repository", config: "derive: none",
      arguments: ["plan"], place: "repository/inside", code: 2,
      errors: ["no definition is given; name it, or write it as `spec:` into a muster.yaml"]),
    Row(
      testDescription: "nor above the home directory", config: "derive: none",
      environment: ["HOME": "HERE/below"], arguments: ["plan"], place: "below/that", code: 2,
      errors: ["no definition is given; name it, or write it as `spec:` into a muster.yaml"]),
    Row(
      testDescription: "a config by name", config: "derive: none",
      arguments: ["plan", "--config", "../muster.yaml"], place: "repository/..",
      code: 2, errors: ["the config `../muster.yaml` does not exist; check the path"]),
    Row(
      testDescription: "a config by name from elsewhere", config: "derive: none",
      arguments: ["plan", "--config=../../muster.yaml"], place: "repository/inside",
      output: ["0 cases"], noErrors: ["the config is"]),
    Row(
      testDescription: "a config by the environment", config: "derive: none",
      environment: ["MUSTER_CONFIG": "../../muster.yaml"], arguments: ["plan"],
      place: "repository/inside", output: ["0 cases"]),
    Row(
      testDescription: "no config", config: "derive: none", arguments: ["plan", "--no-config"],
      code: 2,
      errors: ["no definition is given; name it, or write it as `spec:` into a muster.yaml"]),
    Row(
      testDescription: "a name that is nearly right", arguments: ["plan"], place: "spelt", code: 0,
      errors: ["muster: warning: `muster.yml` is not read; call it muster.yaml"]),
    // The environment in values.
    Row(
      testDescription: "a variable", config: "derive: ${KIND}", environment: ["KIND": "none"],
      arguments: ["plan"], output: ["0 cases"]),
    Row(
      testDescription: "a flag from a variable", config: "safe: ${SAFE}",
      environment: ["SAFE": "true"], arguments: ["plan"], output: ["skipped"]),
    Row(
      testDescription: "one that is not set", config: "derive: ${KIND}", arguments: ["plan"],
      code: 2,
      errors: [
        "muster.yaml:3:9: error: the environment variable KIND is not set; set it, or write the value"
          + " itself [unset-variable]"
      ]),
    Row(
      testDescription: "one that is not needed", config: "derive: ${KIND}",
      arguments: ["plan", "--derive", "none"], output: ["0 cases"]),
    Row(
      testDescription: "none at all", config: "derive: $${KIND}", arguments: ["plan"], code: 2,
      errors: ["--derive can't hold `${KIND}`", "note: --derive is given by muster.yaml:3:9"]),
    // Mistakes.
    Row(
      testDescription: "an unknown key", config: "suites: []", arguments: ["plan"], code: 2,
      errors: [
        "muster.yaml:3:1: error: a config has no key `suites`; did you mean `suite`? [unknown-key]"
      ]),
    Row(
      testDescription: "a key of one command at the top", config: "port: 80", arguments: ["plan"],
      code: 2,
      errors: [
        "muster.yaml:3:1: error: a config has no key `port`; it is an option of `muster reference` and"
          + " `muster mock`: write it under `commands:` by the command's name [unknown-key]"
      ]),
    Row(
      testDescription: "an unknown command", config: "commands: { plam: {} }", arguments: ["plan"],
      code: 2, errors: ["`commands` has no command `plam`; did you mean `plan`? [unknown-command]"]),
    Row(
      testDescription: "an unknown key of a command",
      config: "commands: { mock: { prot: 80 } }", arguments: ["plan"], code: 2,
      errors: ["`commands: mock` has no key `prot`; did you mean `port`? [unknown-key]"]),
    Row(
      testDescription: "a value that an option can't have", config: "strictness: harsh",
      arguments: ["plan"], code: 2,
      errors: ["3:13: error: `strictness` can't be `harsh`; known: lenient, standard, strict"]),
    Row(
      testDescription: "a value that only the parser refuses", config: "mock: true\njobs: 0",
      arguments: ["run"], code: 2,
      errors: [
        "--jobs must be 1 to 1024", "muster: note: --jobs is given by muster.yaml:4:7\n",
      ]),
    Row(
      testDescription: "a text for a number", environment: ["MUSTER_SEED": "x"],
      arguments: ["plan"], code: 2,
      errors: ["The value 'x' is invalid for '--seed", "note: --seed is given by MUSTER_SEED\n"]),
    Row(
      testDescription: "a list for one value", config: "seed: [1, 2]", arguments: ["plan"], code: 2,
      errors: ["`seed` must be a text or a number, not a list [wrong-type]"]),
    Row(
      testDescription: "no value", config: "fixtures:", arguments: ["plan"], code: 2,
      errors: [
        "`fixtures` must be a text or a number, not nothing; write a value, or take the key out"
      ]),
    Row(
      testDescription: "a secret", config: "header: 'X-Api-Key: hunter2'", arguments: ["plan"],
      code: 2, errors: ["`X-Api-Key` has key in its name", "\"X-Api-Key: ${NAME}\""],
      noErrors: ["hunter2"]),
    Row(
      testDescription: "a mistake is no hindrance to help", config: "suites: []",
      arguments: ["run", "--help"], output: ["--config"]),
    Row(
      testDescription: "nor to commands that read no config", config: "suites: []",
      arguments: ["checks"], output: ["body-schema"]),
  ]
}
