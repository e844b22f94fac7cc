import Contracts
import Documents
import Testing

/// Large definitions take time in proportion, however they are made.
@Suite("Lint of large definitions")
struct LintScaleTests {
  static func spec(paths: [String]) -> String {
    """
    swagger: '2.0'
    info: {title: Large, version: '1'}
    host: example.com
    produces: [application/json]
    definitions: {M: {type: object, required: [a], properties: {a: {type: string}}}}
    paths:
    """
      + paths.map { path in
        let names = PathTemplate(path).variables
        let parameters = names.map { "{name: \($0), in: path, required: true, type: string}" }
        return "\n  \(path): {get: {parameters: [\(parameters.joined(separator: ", "))],"
          + " responses: {'200': {description: Fine, schema: {$ref: '#/definitions/M'}},"
          + " '400': {description: No, schema: {$ref: '#/definitions/M'}}}}}"
      }.joined() + "\n"
  }

  @Test(.timeLimit(.minutes(1)))
  func fiveThousandUnrelatedPaths() throws {
    let paths = (0..<5_000).map { "/things\($0)/{id}/parts" }
    let report = Linter().lint(try load(Self.spec(paths: paths)))
    #expect(report.diagnostics.map(\.description) == [])
  }

  /// Every path meets every other: the search ends at its bound.
  @Test(.timeLimit(.minutes(1)))
  func aThousandPathsThatAllCross() throws {
    let paths = (0..<500).flatMap { ["/a\($0)/{x}", "/{y}/b\($0)"] }
    let report = Linter().lint(try load(Self.spec(paths: paths)))
    let found = report.diagnostics.filter { $0.code == "path-ambiguous" }
    #expect(found.count == 201)
    #expect(found.last?.message == "… and 800 more findings of this kind from here on")
  }

  /// More ways through the models than could ever be walked.
  @Test(.timeLimit(.minutes(1)))
  func modelsMadeTwiceOfTheNext() throws {
    let models = (0..<30).map { number in
      let part = "{$ref: '#/definitions/M\(number + 1)'}"
      return "\n  M\(number): {allOf: [\(part), \(part)]}"
    }
    let text = """
      swagger: '2.0'
      info: {title: Large, version: '1'}
      host: example.com
      produces: [application/json]
      paths:
        /a: {get: {responses: {'200': {description: Fine, schema: {$ref: '#/definitions/M0'}}}}}
      definitions:\(models.joined())
        M30: {type: object, properties: {a: {type: string}}}

      """
    let report = Linter().lint(try load(text))
    #expect(report.vacuity?.modelsAcceptingEmptyObject == 31)
    let closed = text.replacing("M30: {type: object,", with: "M30: {type: object, required: [a],")
    #expect(Linter().lint(try load(closed)).vacuity?.modelsAcceptingEmptyObject == 0)
  }

  /// Ten thousand names of which each is one letter away from its neighbours.
  @Test(.timeLimit(.minutes(1)))
  func manySimilarNames() throws {
    let letters = Array("abcdefghijklmnop")
    let names = (0..<10_000).map { number in
      "similarname" + String(number, radix: 16).compactMap(\.hexDigitValue).map { letters[$0] }
    }
    let properties = names.map { "\n      \($0): {type: string}" }.joined()
    let text = """
      swagger: '2.0'
      info: {title: Large, version: '1'}
      host: example.com
      produces: [application/json]
      paths:
        /a: {get: {responses: {'200': {description: Fine, schema: {$ref: '#/definitions/M'}}}}}
      definitions:
        M:
          type: object
          required: [similarnamea]
          properties:
      """
    let report = Linter().lint(try load(text + properties + "\n"))
    #expect(report.diagnostics.filter { $0.code == "name-near-miss" }.count == 201)
  }
}
