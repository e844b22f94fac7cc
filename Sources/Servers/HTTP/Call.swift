import Documents

/// A request that found its operation: typed access to parameters and body, refusing what the
/// contract refuses.
struct Call: Sendable {
  /// True for HEAD: answer like GET, change nothing.
  let isHead: Bool
  private let path: [String: String]
  private let query: [(name: String, value: String)]
  /// The JSON body; an empty object for operations that take none.
  let body: BodyObject

  init(request: ServerRequest, path: [String: String], body: ValueObject) {
    isHead = request.method == "HEAD"
    self.path = path
    query = request.query
    self.body = BodyObject(members: body, place: "")
  }

  /// An integer of the path.
  func integer(path name: String) throws(Problem) -> Int {
    try Call.integer(path[name] ?? "", name)
  }

  /// A required integer of the query.
  func integer(query name: String) throws(Problem) -> Int {
    guard let text = try single(name) else { throw .missingParameter(name) }
    return try Call.integer(text, name)
  }

  /// A required, non-empty text of the query.
  func text(query name: String) throws(Problem) -> String {
    guard let text = try single(name) else { throw .missingParameter(name) }
    guard !text.isEmpty else { throw .invalidParameter(name, "It is empty") }
    return text
  }

  /// An optional text of the query; one without a value counts as not sent.
  func optionalText(query name: String) throws(Problem) -> String? {
    try single(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private func single(_ name: String) throws(Problem) -> String? {
    let values = query.filter { $0.name == name }
    guard values.count <= 1 else {
      throw .invalidParameter(name, "It was sent \(values.count) times")
    }
    return values.first?.value
  }

  /// Decimal digits with an optional minus sign, no leading zero, within 64 bits.
  static func integer(_ text: String, _ name: String) throws(Problem) -> Int {
    guard let number = strictInteger(text) else {
      throw .invalidParameter(name, "Expected an integer of at most 64 bits, got '\(text)'")
    }
    return number
  }

  /// Nil where the text isn't the one spelling of a 64-bit integer.
  static func strictInteger(_ text: String) -> Int? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.count == 1 || first != UInt8(ascii: "0")
    else { return nil }
    return Int(text)
  }
}

/// An object inside a request's body. Members that nobody asks for are ignored: the contract's
/// models don't forbid them.
struct BodyObject: Sendable {
  let members: ValueObject
  /// JSON Pointer of the object in the body, for messages.
  let place: String

  /// A required integer.
  func integer(_ name: String) throws(Problem) -> Int {
    guard let number = try required(name).integer else { throw wrong(name, "an integer") }
    return number
  }

  /// A required text that isn't empty.
  func text(_ name: String) throws(Problem) -> String {
    guard let text = try required(name).string, !text.isEmpty else {
      throw wrong(name, "a non-empty string")
    }
    return text
  }

  /// A text that may be left out but not be null.
  func optionalText(_ name: String) throws(Problem) -> String? {
    members[name] == nil ? nil : try text(name)
  }

  /// A part number: an integer spelt as a string, as the contract has it in bodies.
  func partnum() throws(Problem) -> Int {
    let digits = try text("partnum")
    if let number = Call.strictInteger(digits) { return number }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      digits.utf8.first != 48
    else { throw wrong("partnum", "a string of digits") }
    // Well-formed, and more than any service has.
    throw .unknown("service", digits)
  }

  /// A required RFC 3339 date-time.
  func instant(_ name: String) throws(Problem) -> Instant {
    guard let instant = Instant(rfc3339: try text(name)) else {
      throw wrong(name, "an RFC 3339 date-time")
    }
    return instant
  }

  /// A required array of integers with at least one item.
  func integers(_ name: String) throws(Problem) -> [Int] {
    try array(name).enumerated().map { (index, item) throws(Problem) in
      guard let number = item.integer else { throw wrong("\(name)/\(index)", "an integer") }
      return number
    }
  }

  /// A required array of objects with at least one item.
  func objects(_ name: String) throws(Problem) -> [BodyObject] {
    try array(name).enumerated().map { (index, item) throws(Problem) in
      guard let members = item.object else { throw wrong("\(name)/\(index)", "an object") }
      return BodyObject(members: members, place: "\(place)/\(name)/\(index)")
    }
  }

  private func array(_ name: String) throws(Problem) -> [Value] {
    guard let items = try required(name).array, !items.isEmpty else {
      throw wrong(name, "an array with at least one item")
    }
    return items
  }

  private func required(_ name: String) throws(Problem) -> Value {
    guard let value = members[name] else {
      throw .invalidBody("Member \(place)/\(name) is missing")
    }
    return value
  }

  private func wrong(_ name: String, _ expected: String) -> Problem {
    .invalidBody("Member \(place)/\(name) must be \(expected)")
  }
}
