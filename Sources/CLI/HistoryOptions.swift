import ArgumentParser
import Evidence
import History
import Inputs

/// Where a run is kept, and who is told of what changed.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the run in this SQLite file; a shard only takes from it how long cases take.",
      valueName: "path"))
  var history: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      With --history: tell a webhook what fails now and did not, and what passes again; env:NAME or \
      file:PATH holds its URL. May be given more than once.
      """, valueName: "where"))
  var notify: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What a webhook gets: json, or slack for a text as Slack takes it.", valueName: "format"))
  var notifyFormat = ChangeMessage.json

  func validate() throws {
    if !notify.isEmpty, history == nil {
      throw ValidationError("--notify needs --history, which says what changed")
    }
  }

  /// The history to write; nil where none was asked for.
  func open() throws(Failure) -> HistoryStore? {
    guard let history else { return nil }
    return try HistoryStore.open(history, mayCreate: true)
  }

  /// Seconds that cases of a contract took; empty where there is no history yet.
  func durations(ofContract contract: String) throws(Failure) -> [String: Double] {
    guard let history, InputFile.isThere(history) else { return [:] }
    let store = try HistoryStore.open(history, mayCreate: false)
    do {
      return try store.durations(ofContract: contract)
    } catch {
      throw Failure(error)
    }
  }
}

extension ChangeMessage: ExpressibleByArgument {}

extension HistoryStore {
  static func open(_ path: String, mayCreate: Bool) throws(Failure) -> HistoryStore {
    do {
      return try HistoryStore(path: path, exists: InputFile.isThere(path), mayCreate: mayCreate)
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: HistoryError) {
    self = .unusable(error.message, remedy: error.remedy)
  }
}
