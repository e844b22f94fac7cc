import Documents
import Evidence
import Inputs
import Reports

/// The events of one shard, read as they are asked for: memory that only the longest line decides.
final class ShardFile {
  let path: String
  private let handle: InputHandle
  private var reader: EventReader
  private var waiting: [RunEvent] = []
  private var isOver = false

  /// What is known before the first request; throws where the file is none of a run's.
  private(set) var facts: RunFacts?

  init(_ path: String) throws(Failure) {
    self.path = path
    handle = try InputHandle(path, what: "the event stream")
    reader = EventReader(file: SourceFile(name: path))
    if case .started(let facts)? = try next() { self.facts = facts }
  }

  /// By what the run is judged as a whole.
  func policy() throws(Failure) -> RunPolicy {
    do {
      return try EventStream.policy(of: reader)
    } catch {
      throw .unusable(
        "\(path):1:\(error.column): \(error.message)",
        remedy: "give a stream that --report ndjson=PATH wrote, unchanged")
    }
  }

  /// The next event; nil at the end.
  func next() throws(Failure) -> RunEvent? {
    while waiting.isEmpty, !isOver {
      let portion = try handle.read(upTo: 1 << 16)
      var heard: [RunEvent] = []
      do {
        if portion.isEmpty {
          isOver = true
          try reader.finish { heard.append($0) }
        } else {
          try reader.add(portion[...]) { heard.append($0) }
        }
      } catch {
        throw Failure(error)
      }
      // The last is taken out first.
      waiting = heard.reversed()
    }
    return waiting.popLast()
  }
}
