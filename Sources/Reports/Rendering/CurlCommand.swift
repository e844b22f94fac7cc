package import Evidence
internal import Markup

/// A request as a command that can be pasted into a shell.
package enum CurlCommand {
  /// Bodies above this many bytes are not put on a command line.
  private static let bodyLimit = 8 << 10

  /// One line for bash, zsh and ksh. Secrets, which were redacted, come from the environment:
  /// `$MUSTER_TOKEN` for Authorization, `$MUSTER_COOKIE` and so on for other fields.
  package static func text(_ request: HTTPRequest, asciiOnly: Bool = false) -> String {
    var text = TextBuffer()
    write(request, asciiOnly: asciiOnly, to: &text)
    return text.text()
  }

  static func write(_ request: HTTPRequest, asciiOnly: Bool = false, to text: inout TextBuffer) {
    func quoted(_ text: String) -> String { Shell.quoted(text, asciiOnly: asciiOnly) }
    let whole = request.url
    let (url, rest) = parted(whole)
    text.append(literal: "curl -i")
    if isGlob(url) || rest.map(isGlob) == true { text.append(literal: " --globoff") }
    if leadsToDots(whole) { text.append(literal: " --path-as-is") }
    let method = request.method
    let body = request.body
    switch (method, body == nil) {
    case ("GET", true): break
    case ("HEAD", true): text.append(literal: " --head")
    case ("POST", false): break
    default:
      text.append(literal: " -X ")
      Shell.write(method, asciiOnly: asciiOnly, to: &text)
    }
    text.append(UInt8(ascii: " "))
    Shell.write(url, asciiOnly: asciiOnly, to: &text)
    if let rest {
      text.append("\"$\(request.tokenVariable ?? "MUSTER_TOKEN")\"")
      if !rest.isEmpty { Shell.write(rest, asciiOnly: asciiOnly, to: &text) }
    }
    let headers = request.headers
    for place in headers.fields.indices where !isCurls(headers.fields[place].name) {
      text.append(literal: " -H ")
      text.append(header(headers.fields[place], of: request, quoted))
    }
    if let body {
      // curl would say that it is a form.
      if headers["Content-Type"] == nil { text.append(literal: " -H 'Content-Type:'") }
      for word in bodyWords(body, asciiOnly: asciiOnly) {
        text.append(UInt8(ascii: " "))
        text.append(word)
      }
    }
  }

  /// Whether curl would take a part of it for a pattern.
  private static func isGlob(_ url: String) -> Bool {
    !url.allBytes { $0 & 0xDF != 0x5B && $0 & 0xDF != 0x5D }
  }

  /// Whether a segment begins with a full stop; curl would do away with some.
  private static func leadsToDots(_ url: String) -> Bool {
    var last: UInt8 = 0
    let hasNone = url.allBytes { byte in
      defer { last = byte }
      return byte != UInt8(ascii: ".") || last != UInt8(ascii: "/")
    }
    return hasNone ? false : url.contains("/.")
  }

  private static let secret = "access_token=\(Redactor.placeholder)"

  /// What stands before and behind a redacted token in the query; all of it and nil where none does.
  private static func parted(_ url: String) -> (String, String?) {
    // Nearly no URL has one, and looking for characters takes long.
    let hasNone = url.allBytes { $0 != UInt8(ascii: "[") }
    if hasNone { return (url, nil) }
    guard let query = url.firstIndex(of: "?"),
      let place = url[query...].firstRange(of: secret)
    else { return (url, nil) }
    let end = url.index(place.upperBound, offsetBy: -Redactor.placeholder.count)
    return (String(url[..<end]), String(url[place.upperBound...]))
  }

  /// What curl sets by itself.
  private static func isCurls(_ name: String) -> Bool {
    ownFields.contains { HTTPHeaders.isSameName($0, name) }
  }

  private static let ownFields = [
    "host", "content-length", "connection", "user-agent", "accept-encoding",
  ]

  private static func header(
    _ field: HTTPHeaders.Field, of request: HTTPRequest, _ quoted: (String) -> String
  ) -> String {
    // Double quotes: the shell puts in the secret and nothing else.
    let name = Shell.insideDoubleQuotes(field.name)
    if HTTPHeaders.isSameName(field.name, "Authorization"),
      field.value == Redactor.placeholder || field.value == Redactor.basicPlaceholder
    {
      let scheme = field.value == Redactor.placeholder ? "Bearer" : "Basic"
      return "\"\(name): \(scheme) $\(request.tokenVariable ?? "MUSTER_TOKEN")\""
    }
    if field.value == Redactor.placeholder { return "\"\(name): $\(variable(field.name))\"" }
    // curl takes `Name:` as "do not send it" and `Name;` as "send it empty".
    return quoted(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
  }

  /// `Set-Cookie` has its value in `$MUSTER_SET_COOKIE`.
  private static func variable(_ name: String) -> String {
    let letters = name.utf8.map { byte -> UInt8 in
      switch byte {
      case 97...122: byte - 32
      case 65...90, 48...57: byte
      default: UInt8(ascii: "_")
      }
    }
    return "MUSTER_" + String(decoding: letters, as: UTF8.self)
  }

  private static func bodyWords(_ body: [UInt8], asciiOnly: Bool) -> [String] {
    guard body.count <= bodyLimit, !body.contains(0) else {
      return ["--data-binary", "@BODY", "# BODY: \(Plural.of(body.count, "byte"))"]
    }
    return ["--data-raw", Shell.quoted(body, asciiOnly: asciiOnly)]
  }
}

/// The command that repeats one case of a run.
package enum RepeatCommand {
  /// The run's own command with the case's id; `muster run` alone where nobody said how it was run.
  package static func text(
    of caseID: String, _ command: [String], asciiOnly: Bool = false
  ) -> String {
    var text = TextBuffer()
    write(caseID, command, asciiOnly: asciiOnly, to: &text)
    return text.text()
  }

  static func write(
    _ caseID: String, _ command: [String], asciiOnly: Bool = false, to text: inout TextBuffer
  ) {
    if command.isEmpty { text.append(literal: "muster run") }
    for place in command.indices {
      if place > 0 { text.append(UInt8(ascii: " ")) }
      Shell.write(command[place], asciiOnly: asciiOnly, to: &text)
    }
    text.append(literal: " --case ")
    Shell.write(caseID, asciiOnly: asciiOnly, to: &text)
  }
}

/// Quoting for POSIX shells.
package enum Shell {
  /// One word that stands for exactly this text and shows nothing that a terminal would obey.
  package static func quoted(_ text: String, asciiOnly: Bool = false) -> String {
    quoted(Array(text.utf8), asciiOnly: asciiOnly)
  }

  /// Writes what `quoted` gives back.
  static func write(_ word: String, asciiOnly: Bool = false, to text: inout TextBuffer) {
    // Nearly all words are of letters that every terminal shows.
    if !word.isEmpty, word.allBytes(isBare) {
      text.append(word)
    } else if word.allBytes({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "'") }) {
      text.append(UInt8(ascii: "'"))
      text.append(word)
      text.append(UInt8(ascii: "'"))
    } else {
      text.append(quoted(word, asciiOnly: asciiOnly))
    }
  }

  /// As above for any bytes but NUL, which no argument can hold.
  package static func quoted(_ bytes: [UInt8], asciiOnly: Bool = false) -> String {
    if let text = String(validating: bytes, as: UTF8.self), TerminalText.isHarmless(text),
      !asciiOnly || bytes.allSatisfy({ $0 < 0x80 })
    {
      let isPlain = !bytes.isEmpty && bytes.allSatisfy(isBare)
      return isPlain ? text : "'\(text.replacingQuotes)'"
    }
    return "$'" + bytes.map(escaped).joined() + "'"
  }

  static func insideDoubleQuotes(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where TerminalText.isHarmless(scalar) {
      if "\"\\$`!".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    // `-._/:=@%+,`
    case 0x2D, 0x2E, 0x5F, 0x2F, 0x3A, 0x3D, 0x40, 0x25, 0x2B, 0x2C: true
    default: false
    }
  }

  /// A byte inside `$'…'` (ANSI-C quoting). Octal, always three digits: a following digit never
  /// belongs to it.
  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(byte))
    case 0x0A: "\\n"
    case 0x20...0x7E: String(Unicode.Scalar(byte))
    default: "\\" + Shell.octal(byte)
    }
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}

extension String {
  /// `'` as `'\''`: out of the quotation, one quote, in again.
  fileprivate var replacingQuotes: String {
    split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }
}
