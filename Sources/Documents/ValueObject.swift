/// The members of an object, in the order of the file, each name once.
///
/// Names are equal when their Unicode scalars are (RFC 8259 §8.3); Swift's `String` would also
/// equate composed and decomposed spellings.
///
/// Sound as Sendable: the members are changed only where this alone holds them, and copied before where
/// others do. One reference, with the members behind it: definitions have tens of thousands of objects.
public struct ValueObject: @unchecked Sendable {
  /// A name with its value, and where the name stands.
  public struct Member: Sendable {
    /// Its escapes decoded.
    public var name: String
    private var namePlace: SourceRange.OrNone
    /// What stands behind the name.
    public var value: Value

    /// Nil for a member that no file holds.
    package var nameRange: SourceRange? {
      get { namePlace.range }
      set { namePlace = SourceRange.OrNone(newValue) }
    }

    /// - Parameter nameRange: nil where no file holds the name.
    @inline(__always)
    package init(name: String, nameRange: SourceRange? = nil, value: Value) {
      self.name = name
      namePlace = SourceRange.OrNone(nameRange)
      self.value = value
    }
  }

  @usableFromInline private(set) var storage: MemberStorage

  private static let indexedFrom = 12
  private static let none = ValueObject(MemberStorage.with(capacity: 0))

  /// Without members.
  package init() {
    self = Self.none
  }

  private init(_ storage: MemberStorage) {
    self.storage = storage
  }

  /// From members whose names are all different, which are moved out of where they are.
  @inline(__always)
  init(moving members: UnsafeMutablePointer<Member>, count: Int) {
    storage = MemberStorage.with(capacity: count, count: count)
    storage.members.moveInitialize(from: members, count: count)
    if count >= Self.indexedFrom { storage.index() }
  }

  package var names: [String] { map(\.name) }

  package func member(_ name: String) -> Member? {
    place(of: name).map { self[$0] }
  }

  /// Reads, replaces in place, appends, or with nil removes.
  package subscript(name: String) -> Value? {
    get { storage.value(of: name) }
    set {
      switch (place(of: name), newValue) {
      case (let place?, let value?):
        reserve(count)
        storage.members[place].value = value
      case (let place?, nil):
        reserve(count)
        storage.remove(at: place)
        if count >= Self.indexedFrom { storage.index() } else { storage.forgetIndex() }
      case (nil, let value?): append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The text of a member; nil where there is no such member, or it is no string.
  package func text(_ name: String) -> String? { storage.text(of: name) }

  /// The name of the member at a place.
  @inlinable
  public func name(at place: Int) -> String { read(place) { $0.name } }

  /// The value of the member at a place.
  @inlinable
  public func value(at place: Int) -> Value { read(place) { $0.value } }

  /// The text of the member at a place; nil where it is no string.
  @inlinable
  public func text(at place: Int) -> String? { read(place) { $0.value.string } }

  /// Looks at one member in its place. The object is held until that is done.
  @inlinable
  @inline(__always)
  func read<Part>(_ place: Int, _ part: (borrowing Member) -> Part) -> Part {
    storage.withUnsafeMutablePointers { head, members in
      precondition(place >= 0 && place < head.pointee.count, "no member has this place")
      return part(members[place])
    }
  }

  /// Adds a member with its places, or replaces the one of its name.
  package mutating func set(_ member: Member) {
    guard let place = place(of: member.name) else { return append(member) }
    reserve(count)
    storage.members[place] = member
  }

  /// The object with each value replaced by another one.
  package func mapValues(_ transform: (Value) -> Value) -> ValueObject {
    var copy = self
    copy.reserve(count)
    for place in indices {
      copy.storage.members[place].value = transform(value(at: place))
    }
    return copy
  }

  private mutating func append(_ member: Member) {
    reserve(count + 1)
    storage.append(member)
    if count == Self.indexedFrom {
      storage.index()
    } else if count > Self.indexedFrom {
      storage.indexLast()
    }
  }

  /// Sees to it that nobody else holds the members and that there is room for so many: at least those that are there.
  private mutating func reserve(_ capacity: Int) {
    let isOwn = isKnownUniquelyReferenced(&storage)
    let current = storage.room
    guard !isOwn || current < capacity else { return }
    let new = MemberStorage.with(capacity: isOwn ? Swift.max(capacity, 2 * current) : capacity)
    if isOwn { new.takeAll(of: storage) } else { new.copyAll(of: storage) }
    storage = new
  }

  private func place(of name: String) -> Int? {
    let place = storage.place(of: name)
    return place < 0 ? nil : place
  }
}

extension ValueObject: RandomAccessCollection {
  /// 0: members are counted from there.
  @inlinable
  public var startIndex: Int { 0 }
  /// How many members there are.
  @inlinable
  public var endIndex: Int { storage.withUnsafeMutablePointerToHeader { $0.pointee.count } }

  /// The member at a place.
  @inlinable
  public subscript(place: Int) -> Member {
    storage.withUnsafeMutablePointers { head, members in
      precondition(place >= 0 && place < head.pointee.count, "no member has this place")
      return members[place]
    }
  }

  /// Walks over the members.
  @inlinable
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Walks over the members. The general one of collections asks for memory at each step.
  public struct Iterator: IteratorProtocol, Sendable {
    @usableFromInline let object: ValueObject
    @usableFromInline var upcoming = 0

    @inlinable
    init(_ object: ValueObject) {
      self.object = object
    }

    /// The next member; nil behind the last.
    @inlinable
    public mutating func next() -> Member? {
      guard upcoming < object.endIndex else { return nil }
      upcoming += 1
      return object[upcoming - 1]
    }
  }
}
