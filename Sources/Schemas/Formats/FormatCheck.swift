internal import Documents

/// The formats that are checked (validation §7.3, OpenAPI's format registry), by name.
enum FormatCheck: UInt8, Sendable, CaseIterable {
  case date, time, dateTime, duration
  case email, idnEmail, hostname, idnHostname, ipv4, ipv6
  case uri, uriReference, iri, iriReference, uriTemplate, uuid
  case jsonPointer, relativeJSONPointer, regex
  case byte
  case int32, int64, float, double

  init?(name: String) {
    guard let check = FormatCheck.byName[name] else { return nil }
    self = check
  }

  private static let byName: [String: FormatCheck] = [
    "date": .date, "time": .time, "date-time": .dateTime, "duration": .duration,
    "email": .email, "idn-email": .idnEmail, "hostname": .hostname,
    "idn-hostname": .idnHostname, "ipv4": .ipv4, "ipv6": .ipv6, "uri": .uri,
    "uri-reference": .uriReference, "iri": .iri, "iri-reference": .iriReference,
    "uri-template": .uriTemplate, "uuid": .uuid, "json-pointer": .jsonPointer,
    "relative-json-pointer": .relativeJSONPointer, "regex": .regex, "byte": .byte,
    "int32": .int32, "int64": .int64, "float": .float, "double": .double,
  ]

  /// The name as schemas spell it.
  var name: String {
    FormatCheck.byName.first { $0.value == self }?.key ?? ""
  }

  /// Whether it speaks of numbers; the others speak of strings.
  var isNumeric: Bool {
    switch self {
    case .int32, .int64, .float, .double: true
    default: false
    }
  }

  /// Whether only Swagger and OpenAPI define it.
  var isOpenAPIOnly: Bool { isNumeric || self == .byte }

  /// Whether a text, given as UTF-8, has the format.
  func accepts(_ text: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .date: DateFormat.isDate(text.span)
    case .time: TimeFormat.isTime(text.span)
    case .dateTime: DateTimeFormat.isDateTime(text.span)
    case .duration: DurationFormat.isDuration(text)
    case .email: EmailFormat.isEmail(text, allowsUnicode: false)
    case .idnEmail: EmailFormat.isEmail(text, allowsUnicode: true)
    case .hostname: HostnameFormat.isHostname(text)
    case .idnHostname: IDNHostnameFormat.isHostname(text)
    case .ipv4: IPv4Format.isAddress(text)
    case .ipv6: IPv6Format.isAddress(text)
    case .uri: URIFormat.isURI(text, allowsUnicode: false)
    case .uriReference: URIFormat.isReference(text, allowsUnicode: false)
    case .iri: URIFormat.isURI(text, allowsUnicode: true)
    case .iriReference: URIFormat.isReference(text, allowsUnicode: true)
    case .uriTemplate: URITemplateFormat.isTemplate(text)
    case .uuid: UUIDFormat.isUUID(text)
    case .jsonPointer: JSONPointerFormat.isPointer(text)
    case .relativeJSONPointer: JSONPointerFormat.isRelativePointer(text)
    case .regex: Pattern(String(decoding: text, as: UTF8.self)) != nil
    case .byte: Base64Format.isBase64(text)
    case .int32, .int64, .float, .double: true
    }
  }

  /// Whether a number has the format.
  func accepts(_ number: ExactDecimal) -> Bool {
    switch self {
    case .int32: number.integer.map { Int32(exactly: $0) != nil } ?? false
    case .int64: number.integer != nil
    case .float: FloatFormat.isFinite(number, limit: FloatFormat.float)
    case .double: FloatFormat.isFinite(number, limit: FloatFormat.double)
    default: true
    }
  }
}
