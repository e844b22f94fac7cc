import Documents

/// What a member's name says about its value, where the schema leaves it open. Nothing here is a
/// person's: numbers, addresses and names are made up, hosts are those of RFC 2606.
enum DomainHints {
  static let words = ["sample", "alpha", "bravo", "delta", "test value", "lorem ipsum"]

  /// Texts for a member without a format, the best first; often none.
  static func texts(_ name: String, _ random: inout SeededRandom) -> [String] {
    let words = MemberWords(name)
    if words.has(["email", "mail"]) {
      return FormatSamples.texts("email", name: nil, &random)
    }
    if words.has(["msisdn", "phone", "mobile", "telephone", "cellphone", "celular", "movil"]) {
      return [phone(&random)]
    }
    if words.has(["uuid", "guid"]) { return FormatSamples.texts("uuid", name: nil, &random) }
    if words.has(["url", "uri", "link", "href", "website"]) {
      return FormatSamples.texts("uri", name: nil, &random)
    }
    if let date = date(words) { return [date] }
    if words.has(["id", "document", "identification"]), words.has(["type"]) {
      return [random.pick(["NIT", "CC"]) ?? "NIT"]
    }
    if words.has(["amount", "price", "cost", "total", "balance", "fee"]) {
      return ["\(100 + random.below(900)).50"]
    }
    if words.has(["nit", "document", "identification"]), !words.has(["name"]) {
      return [digits(9, &random)]
    }
    if words.has(["currency"]) { return [random.pick(["COP", "USD", "EUR"]) ?? "USD"] }
    if words.has(["country"]) {
      return [words.has(["code"]) ? "CO" : random.pick(["CO", "Colombia"]) ?? "CO"]
    }
    if words.has(["language", "lang", "locale"]) { return [random.pick(["es", "en"]) ?? "es"] }
    if words.has(["city", "town"]) {
      return [random.pick(["Bogotá", "Medellín", "Cali"]) ?? "Bogotá"]
    }
    if words.has(["address", "street"]) { return ["Calle \(1 + random.below(99)) # 1-23"] }
    if words.has(["zip", "postal", "postcode"]) { return [digits(6, &random)] }
    if words.has(["ip"]) { return FormatSamples.texts("ipv4", name: nil, &random) }
    if words.has(["color", "colour"]) { return ["#336699"] }
    if words.has(["id", "ids", "number", "code"]) { return [digits(6, &random)] }
    if words.has(["lastname", "surname"]) || words.all.starts(with: ["last", "name"]) {
      return [random.pick(["Pérez", "Gómez", "Rojas"]) ?? "Pérez"]
    }
    if words.has(["name", "firstname", "fullname", "holder", "contact"]) {
      return [random.pick(["Ana", "Luis", "María"]) ?? "Ana"]
    }
    return []
  }

  /// Numbers for a member, the best first; often none.
  static func numbers(_ name: String, _ random: inout SeededRandom) -> [JSONNumber] {
    let words = MemberWords(name)
    if words.has(["msisdn", "phone", "mobile", "telephone", "cellphone", "celular", "movil"]) {
      return [JSONNumber(3_005_550_000 + random.below(10_000))]
    }
    if words.has(["page"]), !words.has(["size"]) { return [JSONNumber(1)] }
    if words.has(["offset", "skip"]) { return [JSONNumber(0)] }
    if words.has(["limit", "size", "count", "quantity", "qty"]) {
      return [JSONNumber(1 + random.below(10))]
    }
    if words.has(["nit", "document"]) {
      return [JSONNumber(900_000_000 + random.below(1_000_000))]
    }
    if words.has(["year"]) { return [JSONNumber(2_024)] }
    if words.has(["month"]) { return [JSONNumber(1 + random.below(12))] }
    if words.has(["day"]) { return [JSONNumber(1 + random.below(28))] }
    if words.has(["age"]) { return [JSONNumber(18 + random.below(60))] }
    if words.has(["port"]) { return [JSONNumber(8_080)] }
    if words.has(["latitude", "lat"]) {
      return [JSONNumber(text: "4.65"), JSONNumber(4)].compacted
    }
    if words.has(["longitude", "lon", "lng"]) {
      return [JSONNumber(text: "-74.1"), JSONNumber(-74)].compacted
    }
    return []
  }

  /// The name of one item of a list: `phones` holds a `phone`.
  static func singular(_ name: String) -> String {
    guard name.utf8.count > 3, name.utf8.last == UInt8(ascii: "s") else { return name }
    return String(name.dropLast())
  }

  static func phone(_ random: inout SeededRandom) -> String {
    "300555" + digits(4, &random)
  }

  /// Digits of which the first is no zero.
  static func digits(_ count: Int, _ random: inout SeededRandom) -> String {
    var text = String(1 + random.below(9))
    while text.utf8.count < count { text += String(random.below(10)) }
    return text
  }

  // MARK: Dates

  private static let starts: Set<String> = ["from", "start", "begin", "since", "after", "desde"]
  private static let ends: Set<String> = [
    "till", "to", "end", "until", "before", "through", "hasta",
  ]
  private static let dateWords: Set<String> = [
    "date", "dates", "day", "since", "until", "birthday", "datefrom", "datetill", "dateto", "fecha",
  ]

  /// Whether a name stands for the end of a period.
  static func isEnd(_ name: String) -> Bool {
    let words = MemberWords(name)
    return words.has(ends) || words.has(["datetill", "dateto", "enddate"])
  }

  private static func date(_ words: MemberWords) -> String? {
    guard words.has(dateWords) || words.joinedContains("date"), !words.has(["update", "updated"])
    else { return nil }
    return words.has(ends) || words.has(["datetill", "dateto"]) ? "2024-06-30" : "2024-06-01"
  }

  /// Puts the two ends of a period in order, where an object has both as texts of one form.
  static func orderDates(in members: inout ValueObject) {
    let names = members.names
    guard names.count <= 200 else { return }
    for name in names {
      let words = MemberWords(name).all
      guard let place = words.firstIndex(where: { starts.contains($0) }) else { continue }
      let partner = names.first { other in
        let others = MemberWords(other).all
        guard others.count == words.count, ends.contains(others[place]) else { return false }
        return others.indices.allSatisfy { $0 == place || others[$0] == words[$0] }
      }
      guard let partner, let first = members[name]?.string, let last = members[partner]?.string,
        first.utf8.count == last.utf8.count, last.utf8.lexicographicallyPrecedes(first.utf8)
      else { continue }
      members[name] = .string(last)
      members[partner] = .string(first)
    }
  }
}

extension [JSONNumber?] {
  fileprivate var compacted: [JSONNumber] { compactMap { $0 } }
}
