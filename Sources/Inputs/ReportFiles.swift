package import Reports

/// The report files that the user asked for.
package enum ReportFiles {
  package struct Wanted: Sendable {
    package var format: String
    package var path: String
    /// What messages call it, for instance `--report junit=out.xml`.
    package var name: String

    package init(format: String, path: String, name: String) {
      self.format = format
      self.path = path
      self.name = name
    }
  }

  /// One reporter each; throws where one can't be written, or would overwrite an input file or another
  /// report.
  package static func open(
    _ wanted: [Wanted], inputs: [String], policy: RunPolicy, flavor: JUnitFlavor = .plain
  ) throws(Failure) -> [any Reporter] {
    var reporters: [any Reporter] = []
    var taken = Set(inputs.compactMap { InputFile.identity($0) })
    for file in wanted {
      if file.path == "-" {
        throw .unusable(
          "\(file.name) names no file", remedy: "reports go to files: \(file.format)=PATH")
      }
      if let identity = InputFile.identity(file.path), taken.contains(identity) {
        throw .unusable(
          "\(file.name) would overwrite an input file or another report",
          remedy: "give it a path of its own")
      }
      defer { InputFile.identity(file.path).map { _ = taken.insert($0) } }
      do {
        reporters.append(
          try AllReporters.make(
            format: file.format, path: file.path, policy: policy, flavor: flavor))
      } catch {
        throw Failure(lines: ["muster: error: \(error)"], code: ExitStatus.unusable)
      }
    }
    return reporters
  }
}
