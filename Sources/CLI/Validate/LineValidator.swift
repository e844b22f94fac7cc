import Documents
import Glibc
import Inputs
import Reports
import Schemas

/// Answers each line of a stream by `true`, `false`, or `null` where that can't be told, in memory that
/// only the longest line decides.
struct LineValidator {
  private let choice: SchemaChoice
  private var cache = SchemaCache()
  /// Answers not yet written.
  private var pending = ""
  private var answers = 0
  private var hasInvalid = false
  private var hasErrors = false

  /// In bytes; a larger document is better validated as a file.
  static let lengthLimit = 16 << 20

  init(_ choice: SchemaChoice) {
    self.choice = choice
  }

  /// Nothing read is nothing shown, hence no success.
  var exitCode: Int32 {
    hasErrors || answers == 0 ? ExitStatus.unusable : hasInvalid ? ExitStatus.failed : 0
  }

  /// Reads a file, or with `-` stdin, to its end. What has been answered is written before more is
  /// waited for, so that somebody may feed line by line.
  mutating func run(_ path: String) throws(Failure) {
    let handle = try InputHandle(path, what: "the document")
    let file = SourceFile(name: path == "-" ? "<stdin>" : path)
    let before = answers
    var splitter = LineSplitter(limit: Self.lengthLimit)
    var line = 0
    while !Terminal.outputIsOver {
      let portion: [UInt8]
      do {
        portion = try handle.read(upTo: 1 << 16)
      } catch {
        flush()
        throw error
      }
      if portion.isEmpty { break }
      splitter.add(portion[...]) { text in
        line += 1
        answer(text, Place(file: file, line: line))
      }
      flush()
    }
    splitter.finish { text in answer(text, Place(file: file, line: line + 1)) }
    flush()
    if answers == before {
      Terminal.error("muster: error: \(file.name) holds no line; give one document a line")
      hasErrors = true
    }
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    Terminal.output(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func answer(_ line: LineSplitter.Line, _ place: Place) {
    switch line {
    case .tooLong:
      refuse([
        place.diagnostic(
          "line-too-long", "the line has more than \(Self.lengthLimit >> 20) MiB",
          remedy: "validate the document as a file of its own")
      ])
    case .text(let bytes):
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
      do {
        let (schema, node) = try read(bytes, place)
        switch schema.verdict(on: node) {
        case .valid: write("true\n")
        case .invalid:
          hasInvalid = true
          write("false\n")
        case .undecided:
          refuse([
            place.diagnostic(
              "schema-undecided", "the validation takes more effort than is allowed",
              remedy: "simplify the schema or the document")
          ])
        }
      } catch {
        refuse(error.diagnostics)
      }
    }
    if pending.utf8.count >= 1 << 16 { flush() }
  }

  private mutating func write(_ answer: String) {
    answers += 1
    pending += answer
  }

  private mutating func refuse(_ diagnostics: [Diagnostic]) {
    // In the order of the answers where both streams go to one place.
    flush()
    for line in DiagnosticText.lines(diagnostics) { Terminal.error(line) }
    hasErrors = true
    write("null\n")
  }

  /// A line's schema and document.
  private mutating func read(
    _ bytes: [UInt8], _ place: Place
  ) throws(InvalidInput) -> (Schema, JSONNode) {
    let json: JSONDocument
    do {
      json = try JSONReader.read(bytes, file: place.file)
    } catch {
      throw InvalidInput(place.moved(error.diagnostic(file: place.file)))
    }
    if let schema = choice.schema { return (schema, json.root) }
    // Which of two values is meant must not be guessed, except in the document.
    let doubtful = json.duplicateMembers.filter { $0.object.tokens.first != "data" }
    guard doubtful.isEmpty else {
      throw InvalidInput(doubtful.map { place.moved($0).diagnostic(.error, file: place.file) })
    }
    guard let schema = json.root["schema"], let data = json.root["data"] else {
      throw InvalidInput(
        place.diagnostic(
          "line-form", "the line is no object with the members `schema` and `data`",
          remedy: "write {\"schema\": …, \"data\": …}, or give --schema FILE for all lines"))
    }
    let text = Array(schema.jsonText.utf8)
    if let known = cache.schema(for: text) { return (known, data) }
    let compiled: Schema
    do {
      compiled = try choice.compile(schema.value)
    } catch {
      throw InvalidInput(error.diagnostics.map { place.moved($0) })
    }
    cache.keep(compiled, for: text)
    return (compiled, data)
  }
}

/// A line of an input.
private struct Place {
  var file: SourceFile
  /// Counted from 1.
  var line: Int

  func diagnostic(_ code: String, _ message: String, remedy: String) -> Diagnostic {
    Diagnostic(
      .error, code: code, message, remedy: remedy,
      at: SourceRange(file: file, start: SourcePosition(line: line, column: 1)))
  }

  /// What was said about the line as a file of its own, seen from the whole.
  func moved(_ diagnostic: Diagnostic) -> Diagnostic {
    var moved = diagnostic
    guard let range = diagnostic.range, range.file == file else { return moved }
    moved.range = SourceRange(file: file, start: self.moved(range.start))
    return moved
  }

  func moved(_ duplicate: DuplicateMember) -> DuplicateMember {
    DuplicateMember(
      name: duplicate.name, object: duplicate.object, first: moved(duplicate.first),
      second: moved(duplicate.second))
  }

  private func moved(_ position: SourcePosition) -> SourcePosition {
    SourcePosition(line: line + position.line - 1, column: position.column)
  }
}
