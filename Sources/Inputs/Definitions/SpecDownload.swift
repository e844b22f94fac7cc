import Contracts
import Evidence
import Schemas
import Transport

/// Fetches definitions over http and https.
struct SpecDownload {
  /// Larger than any definition in use, in bytes.
  private static let sizeLimit = 64 << 20
  /// For one answer, in seconds.
  private static let timeLimit = 30.0
  private static let redirectLimit = 5

  private let transport: CurlTransport

  init() throws(Failure) {
    do {
      transport = try CurlTransport(
        TransportConfiguration(
          maxBodyBytes: Self.sizeLimit, maxConnections: 1, userAgent: "muster/\(Version.text)"))
    } catch {
      throw .unusable(error.message, remedy: error.remedy)
    }
  }

  func close() { transport.shutdown() }

  /// The bytes at a URL, and the URL at which they were in the end. Redirects are followed as long as they keep the scheme: a definition that
  /// was asked for over https does not come over http.
  func bytes(_ url: String) async throws(SpecFileRefusal) -> (bytes: [UInt8], url: String) {
    var address = URIReference(url).withoutFragment
    for _ in 0...Self.redirectLimit {
      let answer = try await answer(address.text)
      switch answer.status {
      case 200: return (answer.body, address.text)
      case 301, 302, 303, 307, 308:
        guard let text = answer.headers["Location"] else {
          throw Self.refusal("answers \(answer.status) without a Location", "check the URL")
        }
        let next = address.resolving(URIReference(text)).withoutFragment
        guard next.scheme == address.scheme else {
          throw Self.refusal("is redirected to `\(next.shown)`", "give that URL if it is right")
        }
        address = next
      default: throw Self.refusal("answers \(answer.status)", "check the URL")
      }
    }
    throw Self.refusal("is redirected more than \(Self.redirectLimit) times", "check the URL")
  }

  private func answer(_ url: String) async throws(SpecFileRefusal) -> HTTPResponse {
    let request = HTTPRequest(
      method: "GET", url: url,
      headers: HTTPHeaders([
        "Accept": "application/json, application/yaml, text/markdown, */*;q=0.5"
      ]))
    let attempt = await transport.send(request, options: RequestOptions(timeout: Self.timeLimit))
    switch attempt.outcome {
    case .response(let response): return response
    case .failure(let failure):
      throw Self.refusal("can't be fetched: \(failure.message)", "check the URL and the network")
    }
  }

  private static func refusal(_ reason: String, _ remedy: String) -> SpecFileRefusal {
    SpecFileRefusal(code: "reference-unreachable", reason: reason, remedy: remedy)
  }
}
