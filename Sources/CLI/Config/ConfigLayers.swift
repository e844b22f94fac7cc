import Documents
import Inputs
import Reports

/// What environment and config say for the options of one command, the nearest first.
struct ConfigLayers {
  /// A value of an option with where it comes from.
  struct Setting {
    var values: [String]
    /// Of a flag; nil for an option.
    var isOn: Bool?
    /// For people: `muster.yaml:3:7` or the name of an environment variable.
    var origin: String
  }

  let scope: ConfigScope
  let config: ConfigFile?
  let environment: [String: String]
  /// What stands before relative paths of the config.
  let folder: String

  static let count = 4

  /// - Parameter config: nil where there is none.
  init(scope: ConfigScope, config: ConfigFile?, environment: [String: String]) {
    self.scope = scope
    self.config = config
    self.environment = environment
    let path = config?.file.name ?? ""
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Whether a layer says something for an option, without looking at what.
  func has(_ option: CommandOption, layer: Int) -> Bool {
    switch layer {
    case 0, 1: variable(option, layer: layer) != nil
    default: entry(option, layer: layer) != nil
    }
  }

  /// What a layer says for an option; nil: nothing.
  func setting(_ option: CommandOption, layer: Int) throws(Failure) -> Setting? {
    if let (name, text) = variable(option, layer: layer) {
      return try setting(option, from: text, name)
    }
    guard layer >= 2, let entry = entry(option, layer: layer) else { return nil }
    return try setting(option, from: entry)
  }

  private func variable(_ option: CommandOption, layer: Int) -> (name: String, text: String)? {
    let name: String
    switch layer {
    case 0: name = ConfigScope.variable(option.name, of: scope.command)
    case 1 where scope.shared.contains(option.name): name = ConfigScope.variable(option.name)
    default: return nil
    }
    guard let text = environment[name], !text.isEmpty else { return nil }
    return (name, text)
  }

  private func entry(_ option: CommandOption, layer: Int) -> ConfigFile.Entry? {
    switch layer {
    case 2: config?.commands[scope.command]?[option.name]
    case 3 where scope.shared.contains(option.name): config?.top[option.name]
    default: nil
    }
  }

  private func setting(
    _ option: CommandOption, from text: String, _ name: String
  ) throws(Failure) -> Setting {
    if option.kind == .flag {
      guard let isOn = Self.flag(text) else {
        throw .unusable(
          "the environment variable \(name) is `\(OneLine.of(TerminalText.escaped(text), limit: 40))`",
          remedy: "write true or false, or unset it")
      }
      return Setting(values: [], isOn: isOn, origin: name)
    }
    // Values may hold commas and colons; no value holds a line end.
    let values = option.isRepeating ? text.split(separator: "\n").map(String.init) : [text]
    return Setting(values: values, origin: name)
  }

  private func setting(
    _ option: CommandOption, from entry: ConfigFile.Entry
  ) throws(Failure) -> Setting {
    let origin = entry.range.map { "\($0)" } ?? config?.file.name ?? ""
    var setting = Setting(values: [], isOn: nil, origin: origin)
    for value in entry.values {
      // The option fills its own variables in, and keeps what they hold out of reports.
      let text =
        option.name == "header"
        ? value.string ?? "" : try ConfigVariables(environment).filled(value)
      if option.kind == .flag {
        guard let isOn = value.bool ?? Self.flag(text) else {
          throw Failure(
            InvalidInput([
              Diagnostic(
                .error, code: "wrong-type", "`\(option.name)` must be true or false",
                remedy: "correct what the environment holds", at: value.range)
            ]))
        }
        setting.isOn = isOn
      } else {
        setting.values.append(path(text, option.path))
      }
    }
    return setting
  }

  private static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "1", "yes", "on": true
    case "false", "0", "no", "off": false
    default: nil
    }
  }

  /// A value whose path, if it is relative, is taken from the config's folder.
  private func path(_ text: String, _ form: CommandOption.PathForm?) -> String {
    switch form {
    case nil: return text
    case .whole: return located(text)
    case .afterEquals:
      guard let equals = text.firstIndex(of: "=") else { return text }
      let start = text.index(after: equals)
      return text[..<start] + located(String(text[start...]))
    }
  }

  private func located(_ path: String) -> String {
    if path.isEmpty || path == "-" || path.hasPrefix("/") || path.contains("://") { return path }
    return folder + path
  }
}
