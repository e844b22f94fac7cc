/// Texts in the formats that schemas name (JSON Schema validation §7.3, OpenAPI's format registry).
enum FormatSamples {
  /// Texts of a format, the best first; none for a format that is not known.
  ///
  /// - Parameter name: of the member, where it may say more than the format.
  static func texts(_ format: String, name: String?, _ random: inout SeededRandom) -> [String] {
    let isEnd = name.map { DomainHints.isEnd($0) } ?? false
    switch format {
    case "date": return [date(&random, isLate: isEnd)]
    case "date-time": return [date(&random, isLate: isEnd) + "T" + time(&random) + "Z"]
    case "time": return [time(&random) + "Z"]
    case "duration": return ["P\(1 + random.below(30))D"]
    case "email", "idn-email": return [word(&random) + "@example.com"]
    case "hostname", "idn-hostname": return [word(&random) + ".example.com"]
    case "ipv4": return ["192.0.2.\(1 + random.below(254))"]
    case "ipv6": return ["2001:db8::" + hex(1 + random.below(0xFFFE))]
    case "uri", "iri", "url": return ["https://example.com/" + word(&random)]
    case "uri-reference", "iri-reference": return ["/" + word(&random)]
    case "uri-template": return ["/" + word(&random) + "/{id}"]
    case "uuid": return [uuid(&random)]
    case "json-pointer": return ["/" + word(&random) + "/0"]
    case "relative-json-pointer": return ["1/" + word(&random)]
    case "regex": return ["^[a-z]+$"]
    case "byte": return [base64(&random)]
    case "binary": return ["sample"]
    case "password": return ["Pass-" + DomainHints.digits(6, &random)]
    case "phone", "msisdn": return [DomainHints.phone(&random)]
    default: return name.map { DomainHints.texts($0, &random) } ?? []
    }
  }

  /// Formats that text without any of their marks plainly breaks.
  static func wrongTexts(_ format: String) -> [String] {
    switch format {
    case "date": ["2024-02-30", "01/02/2024", "not a date"]
    case "date-time": ["2024-02-30T00:00:00Z", "2024-06-01", "not a date-time"]
    case "time": ["25:00:00Z", "noon"]
    case "duration": ["1 day", "P"]
    case "email", "idn-email": ["not-an-email", "@example.com"]
    case "hostname", "idn-hostname": ["-bad-.example", "not a host"]
    case "ipv4": ["256.0.0.1", "not an address"]
    case "ipv6": ["12345::", "not an address"]
    case "uri", "iri": ["not a uri", "//example.com/a b"]
    case "uri-reference", "iri-reference": ["\\\\", "a b"]
    case "uri-template": ["/{id", "/{}"]
    case "uuid": ["not-a-uuid", "00000000-0000-0000-0000-00000000000g"]
    case "json-pointer": ["no slash", "/~2"]
    case "relative-json-pointer": ["/a", "-1"]
    case "regex": ["(", "["]
    case "byte": ["%%%", "a"]
    default: []
    }
  }

  private static func date(_ random: inout SeededRandom, isLate: Bool) -> String {
    let year = isLate ? 2_025 : 2_024
    return "\(year)-" + padded(1 + random.below(12)) + "-" + padded(1 + random.below(28))
  }

  private static func time(_ random: inout SeededRandom) -> String {
    padded(random.below(24)) + ":" + padded(random.below(60)) + ":" + padded(random.below(60))
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func word(_ random: inout SeededRandom) -> String {
    (random.pick(["alpha", "bravo", "delta", "lima", "sierra"]) ?? "alpha")
      + String(1 + random.below(99))
  }

  private static func hex(_ number: Int) -> String { String(number, radix: 16) }

  /// Of version 4, variant 1 (RFC 9562 §5.4).
  private static func uuid(_ random: inout SeededRandom) -> String {
    var text = ""
    for place in 0..<32 {
      if [8, 12, 16, 20].contains(place) { text += "-" }
      switch place {
      case 12: text += "4"
      case 16: text += hex(8 + random.below(4))
      default: text += hex(random.below(16))
      }
    }
    return text
  }

  private static func base64(_ random: inout SeededRandom) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return String((0..<8).map { _ in letters[random.below(64)] })
  }
}
