internal import Glibc

/// The members of an object, in the order of the file, each name once.
///
/// Names are equal when their Unicode scalars are (RFC 8259 §8.3); Swift's `String` would also
/// equate composed and decomposed spellings.
package struct ValueObject: Sendable {
  package struct Member: Sendable {
    package var name: String
    package var nameRange: SourceRange?
    package var value: Value

    package init(name: String, nameRange: SourceRange? = nil, value: Value) {
      self.name = name
      self.nameRange = nameRange
      self.value = value
    }
  }

  package private(set) var members: [Member] = []
  /// Places of the names once there are too many to look through one by one; nil before.
  private var places: [ExactName: Int]?

  private static let indexedFrom = 12

  package init() {}

  /// From members whose names are all different.
  init(unique members: consuming [Member]) {
    self.members = members
    if self.members.count >= Self.indexedFrom { reindex() }
  }

  @inlinable
  package var count: Int { members.count }
  @inlinable
  package var isEmpty: Bool { members.isEmpty }
  package var names: [String] { members.map(\.name) }

  package func member(_ name: String) -> Member? {
    place(of: name).map { members[$0] }
  }

  /// Reads, replaces in place, appends, or with nil removes.
  package subscript(name: String) -> Value? {
    get { place(of: name).map { members[$0].value } }
    set {
      switch (place(of: name), newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil):
        members.remove(at: place)
        reindex()
      case (nil, let value?): append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The text of a member; nil where there is no such member, or it is no string.
  package func text(_ name: String) -> String? {
    place(of: name).flatMap { members[$0].value.string }
  }

  /// The text of the member at a place; nil where it is no string.
  package func text(at place: Int) -> String? { members[place].value.string }

  /// Adds a member with its places; a name that is already there has its value replaced.
  package mutating func set(_ member: Member) {
    if let place = place(of: member.name) {
      members[place] = member
    } else {
      append(member)
    }
  }

  /// The object with each value replaced by another one.
  package func mapValues(_ transform: (Value) -> Value) -> ValueObject {
    var copy = self
    for place in copy.members.indices {
      copy.members[place].value = transform(copy.members[place].value)
    }
    return copy
  }

  private mutating func append(_ member: Member) {
    members.append(member)
    if members.count == Self.indexedFrom {
      reindex()
    } else if members.count > Self.indexedFrom {
      places?[ExactName(member.name)] = members.count - 1
    }
  }

  private mutating func reindex() {
    guard members.count >= Self.indexedFrom else {
      places = nil
      return
    }
    var places: [ExactName: Int] = [:]
    places.reserveCapacity(members.count)
    for place in members.indices { places[ExactName(members[place].name)] = place }
    self.places = places
  }

  private func place(of name: String) -> Int? {
    if let places { return places[ExactName(name)] }
    for place in members.indices where ExactName.isSame(members[place].name, name) {
      return place
    }
    return nil
  }
}

extension ValueObject: Sequence {
  @inlinable
  package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}

/// A string compared by its bytes.
package struct ExactName: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: ExactName, right: ExactName) -> Bool {
    isSame(left.text, right.text)
  }

  /// Whether two strings have the same bytes.
  @inline(__always)
  package static func isSame(_ left: String, _ right: String) -> Bool {
    // Short texts lie in the strings themselves, and equal long ones are mostly one and the same. Sound whatever a
    // string is made of: two that are alike bit by bit are the same string.
    let (first, second) = (bits(of: left), bits(of: right))
    if first.0 == second.0 && first.1 == second.1 { return true }
    // The counts are at hand, and mostly they decide. What `==` takes for different has different
    // bytes, and it sees that at a glance in short texts.
    guard left.utf8.count == right.utf8.count, left == right else { return false }
    return hasSameBytes(left, right)
  }

  @inline(__always)
  private static func bits(of text: borrowing String) -> (UInt64, UInt64) {
    withUnsafeBytes(of: text) { bytes in
      (
        bytes.loadUnaligned(as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      )
    }
  }

  private static func hasSameBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        guard let first = left.baseAddress, let second = right.baseAddress else {
          return left.isEmpty && right.isEmpty
        }
        return left.count == right.count && memcmp(first, second, left.count) == 0
      }
    }.flatMap { $0 } ?? left.utf8.elementsEqual(right.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(KeyHash.of(text)) }
}
