import Documents

/// Exchanges in the HTTP Archive format, HAR 1.2.
///
/// Entries are written as they come, so that what is kept of one is its text alone. Nothing is
/// redacted here.
package struct HARLog: Sendable {
  /// Name and version of what writes the archive.
  private let creator: (name: String, version: String)
  private let capacity: Int
  private var entries: [[UInt8]] = []
  private var size = 0
  /// Exchanges beyond the capacity.
  private var lost = 0

  /// - Parameter capacity: the most bytes that all entries may have.
  package init(creator: String, version: String, capacity: Int) {
    self.creator = (creator, version)
    self.capacity = capacity
  }

  /// Adds the last attempt of an exchange.
  ///
  /// - Parameter startedAt: in ISO 8601, with the time zone.
  package mutating func add(_ exchange: Exchange, startedAt: String) {
    let bytes = JSONWriter.bytes(HAREntry(exchange: exchange, startedAt: startedAt).value)
    guard size + bytes.count <= capacity else {
      lost += 1
      return
    }
    size += bytes.count
    entries.append(bytes)
  }

  /// The whole archive.
  package var bytes: [UInt8] {
    var head: [(String, Value)] = [
      ("version", .string("1.2")),
      (
        "creator",
        .object([("name", .string(creator.name)), ("version", .string(creator.version))])
      ),
    ]
    if lost > 0 {
      head.append(
        ("comment", .string("\(lost) more exchanges were not kept: the archive was full")))
    }
    var bytes = Array("{\"log\":".utf8) + JSONWriter.bytes(.object(head)).dropLast()
    bytes += ",".utf8
    bytes += "\"entries\":[".utf8
    for (place, entry) in entries.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(0x0A)
      bytes += entry
    }
    bytes += "\n]}}\n".utf8
    return bytes
  }
}
