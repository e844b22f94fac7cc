/// Schemas that were compiled, by their text: a bounded number, those that were not asked for lately
/// being forgotten first.
package struct SchemaCache: Sendable {
  /// Asked for since the last change of generations.
  private var young: [[UInt8]: Schema] = [:]
  private var old: [[UInt8]: Schema] = [:]
  private var youngBytes = 0
  private let countLimit: Int
  private let byteLimit: Int

  /// - Parameters:
  ///   - countLimit: how many schemas one generation holds; two are kept.
  ///   - byteLimit: how much text one generation holds. A longer one is not kept at all.
  package init(countLimit: Int = 128, byteLimit: Int = 4 << 20) {
    self.countLimit = countLimit
    self.byteLimit = byteLimit
  }

  package mutating func schema(for text: [UInt8]) -> Schema? {
    if let known = young[text] { return known }
    guard let known = old[text] else { return nil }
    keep(known, for: text)
    return known
  }

  package mutating func keep(_ schema: Schema, for text: [UInt8]) {
    guard text.count <= byteLimit else { return }
    if young.count >= countLimit || youngBytes > byteLimit - text.count {
      old = young
      young = [:]
      youngBytes = 0
    }
    if young.updateValue(schema, forKey: text) == nil { youngBytes += text.count }
  }
}
