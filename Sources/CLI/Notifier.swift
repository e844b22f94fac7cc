import Documents
import Evidence
import History
import Inputs
import Transport

/// Tells webhooks what changed. Whatever becomes of it, the run's verdict stays.
struct Notifier {
  /// Seconds for one webhook.
  private static let timeLimit = 10.0

  private struct Channel {
    /// As the user names it; no secret.
    var name: String
    var url: String
  }

  private let channels: [Channel]
  private let format: ChangeMessage

  /// Throws where a URL can't be had, before anything is sent.
  init(_ options: HistoryOptions, environment: [String: String]) throws(Failure) {
    var channels: [Channel] = []
    for name in options.notify where !channels.contains(where: { $0.name == name }) {
      channels.append(Channel(name: name, url: try Self.url(name, environment)))
    }
    self.channels = channels
    format = options.notifyFormat
  }

  private static func url(
    _ name: String, _ environment: [String: String]
  ) throws(Failure) -> String {
    let text: String
    // A shell may have put the URL itself there, which is a secret.
    let isURL = name.contains("://")
    if name.hasPrefix("env:"), !isURL {
      guard let value = environment[String(name.dropFirst(4))], !value.isEmpty else {
        throw .unusable(
          "--notify \(name): the environment has no such variable", remedy: "set it to the URL")
      }
      text = value
    } else if name.hasPrefix("file:"), !isURL {
      let bytes = try InputFile.read(String(name.dropFirst(5)), what: "the webhook's URL")
      text = String(decoding: bytes, as: UTF8.self)
    } else {
      throw .unusable(
        "--notify takes env:NAME or file:PATH, because the URL is a secret",
        remedy: "put the URL into a variable and write --notify env:NAME")
    }
    let url = String(text.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
    guard url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else {
      throw .unusable(
        "--notify \(name) holds no http or https URL", remedy: "start it with https://")
    }
    return url
  }

  /// What must not be shown.
  var secrets: [String] { channels.map(\.url) }

  /// Tells every channel what it has not been told of the run.
  func tell(of run: HistoryRun?, in store: HistoryStore?) async {
    guard let run, let store, !channels.isEmpty else { return }
    let transport: CurlTransport
    do {
      transport = try CurlTransport(
        TransportConfiguration(
          maxBodyBytes: 1 << 16, maxConnections: 1, userAgent: "muster/\(Version.text)"))
    } catch {
      Terminal.error("muster: warning: nobody was notified: \(error.message); \(error.remedy)")
      return
    }
    for channel in channels {
      if let problem = await tell(channel, run, store, transport) {
        Terminal.error("muster: warning: \(channel.name) was not notified: \(problem)")
      }
    }
    transport.shutdown()
  }

  /// Why it could not be told; nil where it was, or nothing changed.
  private func tell(
    _ channel: Channel, _ run: HistoryRun, _ store: HistoryStore, _ transport: CurlTransport
  ) async -> String? {
    let change: HistoryChange
    do {
      change = try store.claimChange(of: run, channel: channel.name, now: Clock.now)
    } catch {
      return "\(error.message); \(error.remedy)"
    }
    if change.isEmpty { return nil }
    let request = HTTPRequest(
      method: "POST", url: channel.url,
      headers: HTTPHeaders(["Content-Type": "application/json"]), body: format.body(change))
    let attempt = await transport.send(request, options: RequestOptions(timeout: Self.timeLimit))
    let problem: String
    switch attempt.outcome {
    case .response(let response) where (200..<300).contains(response.status): return nil
    case .response(let response): problem = "it answered \(response.status)"
    // The message may quote the URL.
    case .failure(let failure): problem = failure.kind.rawValue
    }
    // The next run tells it.
    do {
      try store.release(change, channel: channel.name, now: Clock.now)
    } catch {
      return "\(problem), and \(error.message)"
    }
    return "\(problem); the next run tells it again"
  }
}
