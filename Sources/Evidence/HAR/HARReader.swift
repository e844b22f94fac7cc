package import Documents

/// Reads an HTTP Archive, HAR 1.2, as browsers, proxies and muster write it.
package enum HARReader {
  package struct Entry: Sendable, Hashable {
    package var exchange: Exchange
    /// In ISO 8601, as it was written; empty where it was not.
    package var startedAt: String
    /// Why the answer's content is not what came; nil: it is.
    package var lacking: String?
  }

  /// The entries in their order; throws for what is no archive.
  package static func read(_ bytes: [UInt8], file: SourceFile) throws(InvalidInput) -> [Entry] {
    let document: JSONDocument
    do {
      // Some tools begin their files with a byte order mark.
      let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      document = try JSONReader.read(text, file: file)
    } catch {
      throw InvalidInput(error.diagnostic(file: file))
    }
    guard let log = document.root["log"], let items = log["entries"], items.kind == .array else {
      throw invalid("it has no `log` with `entries`", document.root, file)
    }
    if let version = log["version"]?.string, !version.hasPrefix("1.") {
      throw invalid("its version is \(version), and muster reads 1.x", log, file)
    }
    var entries: [Entry] = []
    for item in items.items { entries.append(try entry(item, file)) }
    return entries
  }

  private static func invalid(
    _ message: String, _ node: JSONNode, _ file: SourceFile
  ) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, code: "har-invalid", "it is no HTTP Archive: \(message)",
        remedy: "give a file that --report har=PATH, a browser or a proxy wrote",
        at: SourceRange(file: file, start: node.position)))
  }

  private static func entry(_ node: JSONNode, _ file: SourceFile) throws(InvalidInput) -> Entry {
    guard let asked = node["request"], let method = asked["method"]?.string,
      let url = asked["url"]?.string, let answered = node["response"]
    else { throw invalid("an entry has no request, or no response", node, file) }
    var request = HTTPRequest(method: method, url: url, headers: headers(asked["headers"]))
    if let data = asked["postData"], let text = data["text"]?.string {
      request.body =
        data["_encoding"]?.string == "base64"
        ? Base64.decode(text) ?? Array(text.utf8) : Array(text.utf8)
    }
    let seconds = max(0, node["time"]?.number?.double ?? 0) / 1_000
    let timing = Exchange.Timing(firstByte: seconds, total: seconds)
    var result = Entry(
      exchange: Exchange(request: request, attempts: []),
      startedAt: node["startedDateTime"]?.string ?? "")
    let status = answered["status"]?.number?.integer ?? 0
    guard (100...999).contains(status) else {
      let why = answered["comment"]?.string ?? answered["_error"]?.string
      let failure = TransportFailure(
        .other, message: why ?? "the archive has no answer", remedy: "record it again")
      result.exchange.attempts = [Exchange.Attempt(outcome: .failure(failure), timing: timing)]
      return result
    }
    var response = HTTPResponse(
      status: status, reason: answered["statusText"]?.string ?? "",
      version: answered["httpVersion"]?.string ?? "", headers: headers(answered["headers"]))
    let content = answered["content"]
    if let text = content?["text"]?.string {
      switch content?["encoding"]?.string {
      case nil, "": response.body = Array(text.utf8)
      case "base64":
        guard let bytes = Base64.decode(text) else {
          result.lacking = "its content is no Base64"
          break
        }
        response.body = bytes
      case let other?: result.lacking = "its content has the encoding \(other)"
      }
    } else if (content?["size"]?.number?.double ?? 0) > 0 {
      result.lacking = "its content was not recorded"
    }
    result.exchange.attempts = [Exchange.Attempt(outcome: .response(response), timing: timing)]
    return result
  }

  /// Without those that HTTP/2 has in the place of a first line.
  private static func headers(_ node: JSONNode?) -> HTTPHeaders {
    HTTPHeaders(
      (node.map { Array($0.items) } ?? []).compactMap { item in
        guard let name = item["name"]?.string, let value = item["value"]?.string,
          !name.hasPrefix(":")
        else { return nil }
        return HTTPHeaders.Field(name: name, value: value)
      })
  }
}
