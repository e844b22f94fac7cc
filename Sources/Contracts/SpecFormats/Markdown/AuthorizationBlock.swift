import Documents

/// One security scheme as renderings of OpenAPI 3 print it: a heading `name (kind)` and labelled lines.
struct AuthorizationBlock {
  enum Kind: Equatable {
    case http(scheme: String)
    case apiKey
    /// The names of its flows.
    case oauth2([String])
    case openIDConnect
    case mutualTLS
  }

  struct Flow {
    var name: String
    /// Members of a flow object and their values.
    var urls: [(member: String, value: MarkdownDocument.Located)] = []
    var scopes: [(name: String, description: MarkdownDocument.Located)] = []
  }

  var name: String
  var kind: Kind
  var range: SourceRange
  var description = ProseBlock()
  /// Members of the scheme object and their values.
  var members: [(member: String, value: MarkdownDocument.Located)] = []
  var flows: [Flow] = []
  private var isDescribed = false

  /// Nil where the heading ends in none of the kinds.
  init?(_ heading: Substring, at range: SourceRange) {
    let plain = MarkdownName.plain(heading)
    guard let inner = plain.dropping(suffix: ")"),
      let bracket = inner.utf8.lastIndex(of: UInt8(ascii: "(")),
      let kind = Self.kind(inner[inner.utf8.index(after: bracket)...])
    else { return nil }
    name = MarkdownName.plain(inner[..<bracket])
    self.kind = kind
    self.range = range
    if case .oauth2(let names) = kind { flows = names.map { Flow(name: $0) } }
    guard !name.isEmpty else { return nil }
  }

  private static func kind(_ text: Substring) -> Kind? {
    let words = text.split(separator: ",").map { String($0.trimmedBlanks()) }
    switch words.first?.loweredASCII() {
    case "http": return .http(scheme: words.dropFirst().first ?? "")
    case "api key authentication": return .apiKey
    case "oauth2": return .oauth2(Array(words.dropFirst()))
    case "openid connect": return .openIDConnect
    case "mutual tls": return .mutualTLS
    default: return nil
    }
  }

  /// Takes one line below the heading: of the description, until the first labelled line comes.
  mutating func take(_ index: Int, of text: SpecText) {
    let line = MarkdownScanner.withoutHardBreak(text.lines[index].trimmedBlanks())
    let range = text.range(ofLine: index)
    if takeLabel(line, range) || takeScope(line, range) {
      isDescribed = true
    } else if !isDescribed {
      description.lines.append(index..<index + 1)
    }
  }

  /// Which flow the lines that follow belong to.
  private var flow = 0

  private mutating func takeLabel(_ line: Substring, _ range: SourceRange) -> Bool {
    let bare = Self.withoutMarks(line)
    guard let colon = bare.firstRange(ofASCII: ":") else { return false }
    let value = MarkdownDocument.Located(
      text: String(Self.withoutAngles(bare[colon.upperBound...].trimmedBlanks())), range: range)
    switch (bare[..<colon.lowerBound].loweredASCII(), kind) {
    case ("bearer format", .http): members.append(("bearerFormat", value))
    case ("name", .apiKey): members.append(("name", value))
    case ("in", .apiKey): members.append(("in", value))
    case ("openid connect url", .openIDConnect): members.append(("openIdConnectUrl", value))
    case ("flow", .oauth2):
      guard let place = flows.firstIndex(where: { $0.name.isExactly(value.text) }) else {
        return false
      }
      flow = place
    case ("scopes", .oauth2): return value.text.isEmpty
    case ("authorization url", .oauth2): return add("authorizationUrl", value)
    case ("token url", .oauth2): return add("tokenUrl", value)
    case ("refresh url", .oauth2): return add("refreshUrl", value)
    default: return false
    }
    return true
  }

  private mutating func add(_ member: String, _ value: MarkdownDocument.Located) -> Bool {
    guard flows.indices.contains(flow) else { return false }
    flows[flow].urls.append((member, value))
    return true
  }

  /// `- scope: description`; scopes may hold colons, but none that a blank follows.
  private mutating func takeScope(_ line: Substring, _ range: SourceRange) -> Bool {
    guard case .oauth2 = kind, flows.indices.contains(flow),
      let item = ["- ", "* ", "+ "].lazy.compactMap({ line.dropping(prefix: $0) }).first
    else { return false }
    let cut = item.firstRange(ofASCII: ": ")
    let name = cut.map { item[..<$0.lowerBound] } ?? item.dropping(suffix: ":") ?? item
    let text = cut.map { item[$0.upperBound...].trimmedBlanks() } ?? ""
    flows[flow].scopes.append(
      (MarkdownName.plain(name), MarkdownDocument.Located(text: String(text), range: range)))
    return true
  }

  /// The line without stars: `****Flow:** implicit**` and `**Name:** api_key` are labels too.
  private static func withoutMarks(_ line: Substring) -> Substring {
    guard line.utf8.first == UInt8(ascii: "*") else { return line }
    var bytes = Array(line.utf8)
    bytes.removeAll { $0 == UInt8(ascii: "*") }
    return String(decoding: bytes, as: UTF8.self)[...].trimmedBlanks()
  }

  private static func withoutAngles(_ text: Substring) -> Substring {
    text.dropping(prefix: "<")?.dropping(suffix: ">") ?? text
  }
}
