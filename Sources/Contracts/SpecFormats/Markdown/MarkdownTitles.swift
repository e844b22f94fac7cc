/// Removes what formatters and people put around a name: back-ticks, emphasis, escapes.
enum MarkdownName {
  /// The name without wrapping marks; a backslash before punctuation is dropped.
  static func plain(_ text: some StringProtocol) -> String {
    var body = Substring(text).trimmedBlanks()
    switch body.utf8.first {
    case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "`"): break
    default: return unescaped(body)
    }
    var isCode = false
    var isStripped = true
    while isStripped, !isCode {
      isStripped = false
      for mark in ["***", "**", "~~", "`"] {
        guard let inner = body.dropping(prefix: mark)?.dropping(suffix: mark), !inner.isEmpty
        else { continue }
        body = inner.trimmedBlanks()
        isStripped = true
        isCode = mark == "`"
        break
      }
    }
    return isCode ? String(body) : unescaped(body)
  }

  /// Drops the backslashes before ASCII punctuation (CommonMark §2.4).
  static func unescaped(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\\") && !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped && !isPunctuation(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
      isEscaped = false
    }
    if isEscaped { bytes.append(UInt8(ascii: "\\")) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 33...47, 58...64, 91...96, 123...126: true
    default: false
    }
  }
}

/// A heading that names a path template.
struct PathTitle {
  var path: String
  /// The method of headings that name both (`GET /accounts`, `[GET] /accounts`).
  var method: String?
  /// True for `[GET] /path`, as renderings of OpenAPI 3 print it.
  var isBracketed = false
  var isDeprecated = false

  init?(_ heading: Substring) {
    guard heading.utf8.contains(UInt8(ascii: "/")) else { return nil }
    let plain = MarkdownName.plain(heading)
    isDeprecated = heading.startsExactly(with: "~~")
    if plain.startsExactly(with: "/") {
      guard !plain.utf8.contains(0x20) else { return nil }
      path = plain
      return
    }
    guard let blank = plain.utf8.firstIndex(of: 0x20) else { return nil }
    var word = plain[..<blank]
    if let inner = word.dropping(prefix: "[")?.dropping(suffix: "]") {
      word = inner
      isBracketed = true
    }
    let rest = MarkdownName.plain(plain[blank...])
    guard let method = MethodTitle(word)?.method, rest.startsExactly(with: "/"),
      !rest.utf8.contains(0x20)
    else { return nil }
    path = rest
    self.method = method
  }
}

/// A heading such as `[POST] orderCreated`, which names a request that the target sends.
struct CallTitle {
  var method: String
  /// The name of a webhook or the expression of a callback.
  var target: String

  init?(_ heading: Substring) {
    guard heading.utf8.contains(UInt8(ascii: "[")) else { return nil }
    let plain = MarkdownName.plain(heading)
    guard let blank = plain.utf8.firstIndex(of: 0x20),
      let word = plain[..<blank].dropping(prefix: "[")?.dropping(suffix: "]"),
      let method = MethodTitle(word)?.method
    else { return nil }
    self.method = method
    target = MarkdownName.plain(plain[blank...])
  }
}

/// A heading that names a method.
struct MethodTitle {
  /// In upper case.
  var method: String

  private static let methods: Set<String> = [
    "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
  ]

  /// Upper case unless emphasised: `#### post` may well be a model or a tag.
  init?(_ heading: Substring) {
    guard heading.utf8.count < 64 else { return nil }
    var body = heading.trimmedBlanks()
    var isEmphasised = false
    var isStripped = true
    while isStripped {
      isStripped = false
      for mark in ["***", "**", "~~", "_", "*", "`"] {
        guard let inner = body.dropping(prefix: mark)?.dropping(suffix: mark), !inner.isEmpty
        else { continue }
        body = inner
        isEmphasised = true
        isStripped = true
        break
      }
    }
    let upper = String(decoding: body.utf8.map(Self.upper), as: UTF8.self)
    guard Self.methods.contains(upper) else { return nil }
    guard isEmphasised || body.isExactly(upper) else { return nil }
    method = upper
  }

  private static func upper(_ byte: UInt8) -> UInt8 {
    (97...122).contains(byte) ? byte & 0xDF : byte
  }
}

/// A title that the renderer gives to a part of an operation or of the document.
enum SectionTitle: String {
  case version, termsOfService = "terms of service", contact = "contact information", license
  case schemes, security, authorizations = "available authorizations"
  case summary, description, documentation, parameters, responses
  case requestBody = "request body", callback, webhooks, servers
  case models, schemas, deprecated, example

  /// Whether the title counts only with its table below it.
  var hasTable: Bool {
    switch self {
    case .parameters, .responses, .requestBody, .security: true
    default: false
    }
  }

  /// Recognises a title whatever its case, emphasis and final colon. A text after the colon is
  /// left to the caller.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count < 64 else { return nil }
    var plain = Substring(MarkdownName.plain(text).loweredASCII()).trimmedBlanks()
    if let bare = plain.dropping(suffix: ":") { plain = bare.trimmedBlanks() }
    if plain.startsExactly(with: "callback:") {
      self = .callback
      return
    }
    guard let title = SectionTitle(rawValue: String(plain)) else { return nil }
    self = title
  }
}
