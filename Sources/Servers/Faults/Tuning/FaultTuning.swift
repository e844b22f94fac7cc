/// What can be said of a fault besides its id: `id:operation=…,field=…,after=N,probability=P`.
package struct FaultTuning: Sendable, Hashable {
  /// The operation that it breaks instead of its own, for instance `GET /accounts`.
  package var operation: String?
  /// The member that it is about instead of its own.
  package var field: String?
  /// So many requests that it concerns are left alone first.
  package var after = 0
  /// With which probability it does anything, request by request; drawn from the request's number,
  /// so that it is the same in every run.
  package var probability = 1.0

  package init() {}

  /// Why a fault's parameters can't be used.
  package struct Misuse: Error, Sendable, Hashable {
    /// In one sentence without a final full stop.
    package var message: String
    package var remedy: String
  }

  private static let names = ["operation", "field", "after", "probability"]

  /// Takes the parameters off an id. An id may hold colons, commas and equals signs itself, so only
  /// what begins with the name of a parameter is one.
  ///
  /// - Returns: the id, and its tuning; nil for an id alone.
  package static func split(
    _ text: String
  ) throws(Misuse) -> (id: String, tuning: FaultTuning?) {
    let colons = text.indices.filter { text[$0] == ":" }
    let start = colons.first { colon in
      names.contains { text[text.index(after: colon)...].hasPrefix("\($0)=") }
    }
    guard let start else { return (text, nil) }
    var tuning = FaultTuning()
    var parts: [Substring] = []
    for part in text[text.index(after: start)...].split(
      separator: ",", omittingEmptySubsequences: false)
    {
      if let last = parts.last, !names.contains(where: { part.hasPrefix("\($0)=") }) {
        // A comma of a value.
        parts[parts.count - 1] = text[last.startIndex..<part.endIndex]
      } else {
        parts.append(part)
      }
    }
    for part in parts { try tuning.set(part) }
    return (String(text[..<start]), tuning)
  }

  private mutating func set(_ part: Substring) throws(Misuse) {
    let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = sides.first ?? ""
    let value = sides.count > 1 ? String(sides[1]) : ""
    switch name {
    case "operation" where !value.isEmpty: operation = value
    case "field" where !value.isEmpty: field = value
    case "after":
      guard let number = Int(value), (0...1_000_000).contains(number) else {
        throw Misuse(
          message: "`after=\(value)` is no number of requests",
          remedy: "write a whole number from 0 to 1000000")
      }
      after = number
    case "probability":
      guard let number = Double(value), number > 0, number <= 1 else {
        throw Misuse(
          message: "`probability=\(value)` is no probability", remedy: "write above 0 and at most 1"
        )
      }
      probability = number
    default:
      throw Misuse(
        message: "a fault has no parameter `\(part)`",
        remedy: "write `id:` and some of operation=…, field=…, after=N, probability=P, with commas")
    }
  }
}
