package import Evidence

/// A request as a command that can be pasted into a shell.
package enum CurlCommand {
  /// Bodies above this many bytes are not put on a command line.
  private static let bodyLimit = 8 << 10

  /// One line for bash, zsh and ksh. Secrets, which were redacted, come from the environment:
  /// `$MUSTER_TOKEN` for Authorization, `$MUSTER_COOKIE` and so on for other fields.
  package static func text(_ request: HTTPRequest, asciiOnly: Bool = false) -> String {
    func quoted(_ text: String) -> String { Shell.quoted(text, asciiOnly: asciiOnly) }
    var words = ["curl", "-i"]
    let (url, rest) = parted(request.url)
    if (url + (rest ?? "")).utf8.contains(where: { "{}[]".utf8.contains($0) }) {
      words.append("--globoff")
    }
    if request.url.contains("/.") { words.append("--path-as-is") }
    switch (request.method, request.body == nil) {
    case ("GET", true): break
    case ("HEAD", true): words.append("--head")
    case ("POST", false): break
    default: words += ["-X", quoted(request.method)]
    }
    if let rest {
      let variable = "\"$\(request.tokenVariable ?? "MUSTER_TOKEN")\""
      words.append(quoted(url) + variable + (rest.isEmpty ? "" : quoted(rest)))
    } else {
      words.append(quoted(url))
    }
    for field in request.headers.fields where !isCurls(field.name) {
      words += ["-H", header(field, of: request, quoted)]
    }
    if let body = request.body {
      // curl would say that it is a form.
      if request.headers["Content-Type"] == nil { words += ["-H", "'Content-Type:'"] }
      words += bodyWords(body, asciiOnly: asciiOnly)
    }
    return words.joined(separator: " ")
  }

  /// What stands before and behind a redacted token in the query; all of it and nil where none does.
  private static func parted(_ url: String) -> (String, String?) {
    let secret = "access_token=\(Redactor.placeholder)"
    guard let query = url.firstIndex(of: "?"),
      let place = url[query...].firstRange(of: secret)
    else { return (url, nil) }
    let end = url.index(place.upperBound, offsetBy: -Redactor.placeholder.count)
    return (String(url[..<end]), String(url[place.upperBound...]))
  }

  /// What curl sets by itself.
  private static func isCurls(_ name: String) -> Bool {
    ["host", "content-length", "connection", "user-agent", "accept-encoding"]
      .contains { HTTPHeaders.isSameName($0, name) }
  }

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
    let words = (command.isEmpty ? ["muster", "run"] : command) + ["--case", caseID]
    return words.map { Shell.quoted($0, asciiOnly: asciiOnly) }.joined(separator: " ")
  }
}

/// Quoting for POSIX shells.
package enum Shell {
  /// One word that stands for exactly this text and shows nothing that a terminal would obey.
  package static func quoted(_ text: String, asciiOnly: Bool = false) -> String {
    quoted(Array(text.utf8), asciiOnly: asciiOnly)
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
    default: "-._/:=@%+,".utf8.contains(byte)
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
