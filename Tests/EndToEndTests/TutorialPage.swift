import Foundation
import Testing

/// A page whose files are written and whose commands are run, as its reader would.
///
/// A block of `yaml` or `csv` whose opening line goes on with a name is a file of that name. A block of
/// `console` holds commands after `$ ` with what they print, and `[exit code N]` where that is not 0.
struct TutorialPage {
  struct Command {
    var line: String
    /// What follows it in the block.
    var shown: String
  }

  struct Block {
    var language: String
    /// Of a file.
    var name: String?
    var text: String
    /// Lines of the page that are in it.
    var lines: Range<Int>
  }

  let path: String
  let blocks: [Block]
  private let lines: [String]

  init(_ path: String) throws {
    self.path = path
    let text = try String(contentsOf: MusterProcess.root.appending(path: path), encoding: .utf8)
    lines = text.components(separatedBy: "\n")
    var blocks: [Block] = []
    var start: (line: Int, words: [String])?
    for (number, line) in lines.enumerated() where line.hasPrefix("```") {
      guard let open = start else {
        start = (number + 1, line.dropFirst(3).split(separator: " ").map(String.init))
        continue
      }
      blocks.append(
        Block(
          language: open.words.first ?? "", name: open.words.dropFirst().first,
          text: lines[open.line..<number].map { $0 + "\n" }.joined(), lines: open.line..<number))
      start = nil
    }
    try #require(start == nil, "a block of \(path) has no end")
    self.blocks = blocks
  }

  /// Writes the files and runs the commands; where `isRecorded`, also the page with what they print.
  func check(isRecorded: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-tutorial-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var page = lines
    // From the end, so that the lines before stay where they are.
    var replaced: [(Range<Int>, [String])] = []
    for block in blocks {
      if let name = block.name {
        try Data(block.text.utf8).write(to: folder.appending(path: name))
      } else if block.language == "console" {
        var text = ""
        for command in Self.commands(block) {
          let printed = try await Self.run(command.line, in: folder)
          if !isRecorded { #expect(command.shown == printed, "\(path): \(command.line)") }
          text += "$ \(command.line)\n\(printed)"
        }
        replaced.append((block.lines, text.dropLast().components(separatedBy: "\n")))
      }
    }
    guard isRecorded else { return }
    for (range, text) in replaced.reversed() { page.replaceSubrange(range, with: text) }
    try Data(page.joined(separator: "\n").utf8).write(
      to: MusterProcess.root.appending(path: path))
    Issue.record("\(path) was written: read it, then run again")
  }

  static func commands(_ block: Block) -> [Command] {
    var commands: [Command] = []
    for line in block.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        commands.append(Command(line: String(line.dropFirst(2)), shown: ""))
      } else if !commands.isEmpty {
        commands[commands.count - 1].shown += line + "\n"
      }
    }
    // The block's text ends with a line end.
    if let last = commands.last, last.shown.hasSuffix("\n") {
      commands[commands.count - 1].shown.removeLast()
    }
    return commands
  }

  /// What a command prints, stdout first.
  private static func run(_ line: String, in folder: URL) async throws -> String {
    var words = words(line)
    var environment = ["MUSTER_CLOCK": "fixed:1900000000"]
    while let word = words.first, word != "muster", let equals = word.firstIndex(of: "=") {
      environment[String(word[..<equals])] = String(word[word.index(after: equals)...])
      words.removeFirst()
    }
    try #require(words.first == "muster", "\(line)")
    let outcome = try await MusterProcess.run(
      Array(words.dropFirst()), environment: environment, in: folder)
    var text = outcome.output + outcome.errors
    if words.contains("--verbose") { text = excerpt(of: outcome.output) }
    text.replace(#/127\.0\.0\.1:\d+/#, with: "127.0.0.1:PORT")
    return text + (outcome.code == 0 ? "" : "[exit code \(outcome.code)]\n")
  }

  /// Of a run with a line for each case: these and the verdict; `…` stands for what is left out.
  private static func excerpt(of output: String) -> String {
    let parts = output.components(separatedBy: "\n\n")
    guard parts.count > 2 else { return output }
    return "…\n\n\(parts[1])\n\n…\n\n\(parts[parts.count - 1])"
  }

  /// The words of a command line; single quotation marks hold one together.
  private static func words(_ line: String) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in line {
      if character == "'" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words.filter { !$0.isEmpty }
  }
}
