package import Documents

/// Reads an event stream in portions, in memory that only its longest line decides.
package struct EventReader {
  private let file: SourceFile
  private var splitter: LineSplitter
  private var line = 0
  /// The first line, once it was read.
  package private(set) var head: JSONNode?
  private var isStarted = false
  /// Whether the run's end was told.
  package private(set) var isFinished = false
  /// Whether the last line was cut, as a killed process leaves it; it was left out.
  package private(set) var isCut = false

  /// - Parameter lineLimit: bytes of a line.
  package init(file: SourceFile, lineLimit: Int = EventStream.lineLimit) {
    self.file = file
    splitter = LineSplitter(limit: lineLimit)
  }

  /// Takes the next bytes and hands out the events that end in them.
  package mutating func add(
    _ portion: ArraySlice<UInt8>, _ body: (RunEvent) throws(InvalidInput) -> Void
  ) throws(InvalidInput) {
    var lines: [LineSplitter.Line] = []
    splitter.add(portion) { lines.append($0) }
    for text in lines { try take(text, isLast: false, body) }
  }

  /// Takes the last line where no line feed ended it. Throws where there was not even a head.
  package mutating func finish(
    _ body: (RunEvent) throws(InvalidInput) -> Void
  ) throws(InvalidInput) {
    var lines: [LineSplitter.Line] = []
    splitter.finish { lines.append($0) }
    for text in lines { try take(text, isLast: true, body) }
    guard head != nil else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "events-empty", "\(file.name) holds no event stream",
          remedy: "give a file that --report ndjson=PATH wrote"))
    }
  }

  private mutating func take(
    _ text: LineSplitter.Line, isLast: Bool, _ body: (RunEvent) throws(InvalidInput) -> Void
  ) throws(InvalidInput) {
    line += 1
    guard case .text(let bytes) = text else {
      throw error("events-line-length", "the line is longer than \(splitter.limit) bytes", at: 1)
    }
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, file: file)
    } catch {
      if isLast, head != nil {
        isCut = true
        return
      }
      throw self.error("events-json", "the line is no JSON: \(error.message)", at: error.offset + 1)
    }
    // One reader takes the first and another the last.
    guard !document.hasDuplicateMembers else {
      throw error("events-line", "a member stands twice in one object", at: 1)
    }
    let event: RunEvent?
    do {
      event = try read(document.root)
    } catch {
      throw self.error("events-line", error.message, at: error.column)
    }
    guard SourceFile.knownCount <= Self.filesLimit else {
      throw error("events-files", "the stream names more than \(Self.filesLimit) files", at: 1)
    }
    if let event { try body(event) }
  }

  /// Names of files are kept as long as the process runs.
  private static let filesLimit = 100_000

  private mutating func read(_ node: JSONNode) throws(EventFault) -> RunEvent? {
    guard head != nil else {
      try EventStream.checkHead(node)
      head = node
      return nil
    }
    guard let event = try EventStream.event(of: node) else { return nil }
    switch event {
    case .started where isStarted:
      throw EventFault("the run starts a second time", at: node)
    case .started: isStarted = true
    case .caseFinished where !isStarted, .finished where !isStarted:
      throw EventFault("the run's start is missing before this", at: node)
    case .caseFinished where isFinished, .finished where isFinished:
      throw EventFault("the run is over before this", at: node)
    case .caseFinished: break
    case .finished: isFinished = true
    }
    return event
  }

  private func error(_ code: String, _ message: String, at column: Int) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, code: code, message,
        remedy: "give a stream that --report ndjson=PATH wrote, unchanged",
        at: SourceRange(file: file, start: SourcePosition(line: line, column: column))))
  }
}
