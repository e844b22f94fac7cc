package import Contracts
package import Documents

/// Reads a suite with the files that it names: other suites, rows and bodies. Opens none itself.
package struct SuiteLoader {
  private let files: any SpecFileSource
  /// Suites that are being read, the outermost first.
  private var open: [SpecFileLocation] = []
  private var included: Set<String> = []
  private var diagnostics: [Diagnostic] = []
  /// The names in `${name}` in rows and bodies: what they bring in may be secret.
  private var variables: Set<String> = []

  /// Suites that may be open at one time.
  private static let depthLimit = 32

  private init(_ files: any SpecFileSource) { self.files = files }

  /// The suite at the source's root with all that it includes; throws every mistake at once.
  package static func load(_ files: any SpecFileSource) throws(InvalidInput) -> SuiteFile {
    var loader = SuiteLoader(files)
    let bytes: [UInt8]
    do {
      bytes = try files.read(files.root)
    } catch {
      throw InvalidInput(
        Diagnostic(
          .error, code: error.code, "the suite \(error.reason)", remedy: error.remedy))
    }
    let file = SourceFile(name: files.root.name)
    let value = try StructuredReader.read(bytes, file: file)
    if ArazzoDocument.isOne(value) { return try workflows(value, files) }
    var suite = loader.suite(value, at: files.root)
    suite.variables.formUnion(loader.variables)
    suite.checkIDs(into: &loader.diagnostics)
    if loader.diagnostics.contains(where: { $0.severity == .error }) {
      throw InvalidInput(loader.diagnostics)
    }
    return suite
  }

  /// A workflow document, with those that it names.
  private static func workflows(
    _ value: Value, _ files: any SpecFileSource
  ) throws(InvalidInput) -> SuiteFile {
    var loader = ArazzoLoader(files)
    let document = loader.document(value, at: files.root)
    var seen: Set<Diagnostic> = []
    let problems = loader.diagnostics.filter { seen.insert($0).inserted }
    guard let document, !problems.contains(where: { $0.severity == .error }) else {
      throw InvalidInput(problems)
    }
    return SuiteFile(document)
  }

  private mutating func suite(_ value: Value, at location: SpecFileLocation) -> SuiteFile {
    open.append(location)
    defer { open.removeLast() }
    included.insert(location.identity)
    var suite = SuiteFile(value, file: SourceFile(name: location.name), into: &diagnostics)
    for place in suite.cases.indices { fill(&suite.cases[place], from: location) }
    var cases: [SuiteFile.CaseForm] = []
    var values = ValueObject()
    for reference in suite.includes {
      guard let other = include(reference, from: location) else { continue }
      cases += other.cases
      for member in other.values { values.set(member) }
      suite.variables.formUnion(other.variables)
    }
    for member in suite.values { values.set(member) }
    suite.values = values
    suite.cases = cases + suite.cases
    return suite
  }

  /// The suite that another one includes; nil where it can't be had or is there already.
  private mutating func include(
    _ reference: FileReference, from location: SpecFileLocation
  ) -> SuiteFile? {
    guard let target = locate(reference, from: location) else { return nil }
    if let start = open.firstIndex(where: { $0.identity == target.identity }) {
      let way = (open[start...].map(\.name) + [target.name]).joined(separator: " → ")
      diagnostics.append(
        Diagnostic(
          .error, code: "cyclic-include", "the include leads in a circle: \(way)",
          remedy: "take one of the includes out", at: reference.range))
      return nil
    }
    guard open.count < Self.depthLimit else {
      diagnostics.append(
        Diagnostic(
          .error, code: "deep-include", "includes lead through more than \(Self.depthLimit) files",
          remedy: "include the files directly", at: reference.range))
      return nil
    }
    guard !included.contains(target.identity), let value = value(reference, target) else {
      return nil
    }
    if ArazzoDocument.isOne(value) {
      diagnostics.append(
        Diagnostic(
          .error, code: "wrong-format",
          "`\(reference.path)` is an Arazzo document, which no suite can include",
          remedy: "give it by a --suite of its own", at: reference.range))
      return nil
    }
    return suite(value, at: target)
  }

  /// Reads what a case names.
  private mutating func fill(_ form: inout SuiteFile.CaseForm, from location: SpecFileLocation) {
    if let reference = form.data?.file, let rows = rows(reference, from: location) {
      form.data?.read(rows, into: &diagnostics)
    }
    for place in form.setup.indices { fill(&form.setup[place], from: location) }
    for place in form.steps.indices { fill(&form.steps[place], from: location) }
    for place in form.teardown.indices { fill(&form.teardown[place], from: location) }
  }

  private mutating func fill(_ step: inout StepForm, from location: SpecFileLocation) {
    guard let reference = step.bodyFile, let target = locate(reference, from: location) else {
      return
    }
    if ["json", "yaml", "yml"].contains(reference.ending) {
      step.body = value(reference, target)
    } else {
      step.bodyBytes = bytes(reference, target)
    }
  }

  /// The rows of a data file.
  private mutating func rows(
    _ reference: FileReference, from location: SpecFileLocation
  ) -> [Value]? {
    guard let target = locate(reference, from: location) else { return nil }
    if reference.ending == "csv" {
      guard let bytes = bytes(reference, target) else { return nil }
      do {
        let rows = try CSVReader.read(bytes, file: SourceFile(name: target.name)).values
        for row in rows { variables.formUnion(row.variables) }
        return rows
      } catch {
        diagnostics += error.diagnostics
        return nil
      }
    }
    guard ["json", "yaml", "yml"].contains(reference.ending) else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-data", "`\(reference.path)` can't hold rows",
          remedy: "name a file that ends in .csv, .json or .yaml", at: reference.range))
      return nil
    }
    guard let value = value(reference, target) else { return nil }
    guard let items = value.array else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-data",
          "`\(reference.path)` holds \(value.typePhrase), not a list of rows",
          remedy: "write a list of objects", at: value.range ?? reference.range))
      return nil
    }
    return items
  }

  // MARK: Files

  private mutating func locate(
    _ reference: FileReference, from location: SpecFileLocation
  ) -> SpecFileLocation? {
    do {
      // A path, and no URI: what looks like an escape in it is none.
      return try files.locate(Self.encoded(reference.path), from: location)
    } catch {
      refuse(reference, error)
      return nil
    }
  }

  private static func encoded(_ path: String) -> String {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { PercentCoding.encoded(String(Substring($0)), keeping: .reservedInPath) }
      .joined(separator: "/")
  }

  private mutating func bytes(
    _ reference: FileReference, _ target: SpecFileLocation
  ) -> [UInt8]? {
    do {
      return try files.read(target)
    } catch {
      refuse(reference, error)
      return nil
    }
  }

  private mutating func value(_ reference: FileReference, _ target: SpecFileLocation) -> Value? {
    guard let bytes = bytes(reference, target) else { return nil }
    do {
      let value = try StructuredReader.read(bytes, file: SourceFile(name: target.name))
      variables.formUnion(value.variables)
      return value
    } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }

  private mutating func refuse(_ reference: FileReference, _ refusal: SpecFileRefusal) {
    diagnostics.append(
      Diagnostic(
        .error, code: refusal.code, "the file `\(reference.path)` \(refusal.reason)",
        remedy: refusal.remedy, at: reference.range))
  }
}
