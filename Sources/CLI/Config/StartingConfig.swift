import Documents
import Inputs

/// The `muster.yaml` that `muster init` writes.
struct StartingConfig {
  var spec: SpecOptions
  /// Where it is written.
  var folder: String
  /// The target; nil: a mock.
  var baseURL: String?

  var text: String {
    var head: [(String, Value)] = [
      ("muster", .string("config/1")), ("spec", .string(path(spec.spec))),
    ]
    if !spec.overlay.isEmpty { head.append(("overlay", paths(spec.overlay))) }
    if !spec.allowRefFolder.isEmpty {
      head.append(("allow-ref-folder", paths(spec.allowRefFolder)))
    }
    if spec.allowRemoteRefs { head.append(("allow-remote-refs", .bool(true))) }
    head += [
      ("suite", .array([.string("suite.yaml")])), ("fixtures", .string("fixtures.yaml")),
    ]
    let target: (String, Value) =
      baseURL.map { ("base-url", .string($0)) } ?? ("mock", .bool(true))
    let words =
      baseURL == nil
      ? """
      # What is judged: until there is an implementation, a mock of the definition. Put its address in the
      # place of this line, for instance
      #   base-url: https://api.example.com/v1
      # or take it from the environment: base-url: ${API_URL}
      """
      : "# What is judged. From the environment: base-url: ${API_URL}"
    return """
      # The options of muster in this folder: `muster plan` shows what would be sent, `muster run` sends it.
      # Every option has a key here (docs/configuration.md); paths are relative to this file.
      \(YAMLWriter.text(.object(head)))
      \(words)
      \(YAMLWriter.text(.object([target])))
      # Reports for people and machines:
      # report: { html: report.html, junit: junit.xml }
      # What ends a run with exit code 1 besides failures:
      # fail-on: [warning]

      """
  }

  private func paths(_ paths: [String]) -> Value { .array(paths.map { .string(path($0)) }) }

  /// A path that leads from the folder to where one leads from the working directory.
  private func path(_ path: String) -> String {
    if SpecLoader.isURL(path) || path.hasPrefix("/") || folder == "." { return path }
    guard let file = InputFile.identity(path), let base = InputFile.identity(folder) else {
      return path
    }
    let target = file.split(separator: "/")
    let start = base.split(separator: "/")
    let common = zip(target, start).prefix { $0 == $1 }.count
    // Folders that have nothing in common stay where they are when one of them is moved.
    if common == 0 { return file }
    let up = [Substring](repeating: "..", count: start.count - common)
    return (up + target[common...]).joined(separator: "/")
  }
}
