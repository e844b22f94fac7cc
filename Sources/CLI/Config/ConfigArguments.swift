import Documents
import Inputs

/// A command line with what environment and config add to it, before the parser reads it.
///
/// Options that the user gave stay as they are; for the others the nearest layer that says something is
/// written in front of them. So the parser sees one command line, and every rule that it checks holds
/// wherever a value comes from.
struct ConfigArguments {
  /// For the parser.
  private(set) var arguments: [String]
  /// The config that was read; nil: none.
  private(set) var path: String?
  /// What was added, with its origin.
  private(set) var added: [(option: CommandOption, values: [String], origin: String)] = []

  private let given: GivenArguments?

  /// - Throws: what is wrong with the config or the environment.
  init(_ arguments: [String], environment: [String: String]) throws(Failure) {
    self.arguments = arguments
    guard let command = arguments.first, ConfigScope.isKnown(command),
      !Self.asksForHelp(arguments)
    else {
      given = nil
      return
    }
    // Where nothing is to be added, nobody need know the command's options: to have the parser tell them takes
    // longer than all else that a run of one case does.
    let isPlain = Self.isPlain(arguments, environment)
    let nearest = try isPlain ? ConfigSearch.nearest(home: environment["HOME"]) : nil
    guard !isPlain || nearest != nil, let scope = ConfigScope(command) else {
      given = nil
      return
    }
    let given = GivenArguments(arguments.dropFirst(), scope.options)
    let config = try Self.config(given, environment, nearest)
    path = config?.file.name
    let layers = ConfigLayers(scope: scope, config: config, environment: environment)
    // How near something was said: 0 on the command line, then the layers.
    var distances = given.active.reduce(into: [String: Int]()) { $0[$1] = 0 }
    var settings: [(option: CommandOption, setting: ConfigLayers.Setting, distance: Int)] = []
    for option in scope.options where !given.names.contains(option.name) {
      let nearest = (0..<ConfigLayers.count).first { layers.has(option, layer: $0) }
      guard let nearest, let setting = try layers.setting(option, layer: nearest) else { continue }
      settings.append((option, setting, nearest + 1))
      if setting.isOn ?? true { distances[option.name] = nearest + 1 }
    }
    var front: [String] = []
    for (option, setting, distance) in settings {
      let rivals = ConfigScope.rivals[option.name] ?? []
      if rivals.contains(where: { (distances[$0] ?? .max) < distance }) { continue }
      let words = Self.words(option, setting)
      if option.kind == .positional { front = words + front } else { front += words }
      if !words.isEmpty { added.append((option, setting.values, setting.origin)) }
    }
    self.given = given
    self.arguments = [command] + front + given.rest
  }

  /// Where what a message is about was said, if it was not on the command line.
  func notes(on message: String) -> [String] {
    added.compactMap { option, values, origin in
      let name = "--\(option.name)"
      let isNamed = message.mentions(name) || values.contains { message.contains("`\($0)`") }
      guard isNamed else { return nil }
      let what = option.kind == .positional ? "the definition" : name
      return "muster: note: \(what) is given by \(origin)"
    }
  }

  /// The line that says which config is used: where it lies above the working directory, or on demand.
  var announcement: String? {
    guard let path, let given else { return nil }
    let isVerbose = arguments.contains("--verbose")
    let isSurprising = path.hasPrefix("../") && !given.namesConfig
    guard isVerbose || isSurprising && !arguments.contains("--quiet") else { return nil }
    return "muster: note: the config is \(path)"
  }

  private static func words(_ option: CommandOption, _ setting: ConfigLayers.Setting) -> [String] {
    switch option.kind {
    case .flag:
      setting.isOn == true ? ["--\(option.name)"] : option.negation.map { ["--\($0)"] } ?? []
    case .option: setting.values.map { "--\(option.name)=\($0)" }
    // What begins with a dash would be taken for an option.
    case .positional: setting.values.map { $0.hasPrefix("-") ? "./\($0)" : $0 }
    }
  }

  /// Whether only a config that is looked for can add something: no variable does, no config is named or refused,
  /// and no flag has a value, which the parser doesn't know.
  private static func isPlain(_ arguments: [String], _ environment: [String: String]) -> Bool {
    let isSaid = arguments.contains { word in
      word.hasPrefix("--config") || word == "--no-config"
        || (word.hasPrefix("--") && (word.hasSuffix("=true") || word.hasSuffix("=false")))
    }
    return !isSaid && !environment.contains { $0.key.hasPrefix("MUSTER_") && !$0.value.isEmpty }
  }

  /// - Parameter nearest: what was found where configs are looked for; nil: nobody has looked.
  private static func config(
    _ given: GivenArguments, _ environment: [String: String], _ nearest: String?
  ) throws(Failure) -> ConfigFile? {
    if given.refusesConfig {
      guard given.config == nil else {
        throw .unusable("--config and --no-config exclude each other", remedy: "give one of them")
      }
      return nil
    }
    let named = given.config ?? environment["MUSTER_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    var path = named ?? nearest
    if path == nil { path = try ConfigSearch.nearest(home: environment["HOME"]) }
    guard let path else { return nil }
    let bytes = try InputFile.read(path, what: "the config")
    do {
      return try ConfigFile(bytes, file: SourceFile(name: path))
    } catch {
      throw Failure(error)
    }
  }

  /// Whether nothing will be run, so that a broken config is no hindrance.
  private static func asksForHelp(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains {
      ["-h", "--help", "--help-hidden", "--version", "--experimental-dump-help"].contains($0)
        || $0.hasPrefix("--generate-completion-script")
    }
  }
}

extension String {
  /// Whether it names an option, and not only a longer one that begins alike.
  fileprivate func mentions(_ option: String) -> Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: option) {
      let next = self[found.upperBound...].utf8.first
      let isLonger = next.map { $0 == UInt8(ascii: "-") || (97...122).contains($0) } ?? false
      if !isLonger { return true }
      rest = self[found.upperBound...]
    }
    return false
  }
}
