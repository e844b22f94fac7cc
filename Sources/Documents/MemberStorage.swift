/// The memory of an object's members, which follow the header.
///
/// The first `count` elements are initialised, and no others; there is room for `room`. An array would ask
/// for the size of each of its blocks of memory, and let go of its members by way of their metadata.
/// Whoever changes something is the only one that holds it. The pointers are good as long as somebody holds this:
/// methods that are not inlined, and those of an object that is being changed, need nothing else for that.
@usableFromInline
final class MemberStorage: ManagedBuffer<MemberStorage.Header, ValueObject.Member> {
  /// What is known of the members.
  @usableFromInline
  struct Header {
    /// How many there are.
    @usableFromInline var count: Int
    /// For how many there is memory.
    var room: Int
    /// By name, once there are too many to look through them one by one; nil before.
    var places: NameIndex?
  }

  /// - Parameter count: how many members are initialised before anything else happens.
  @inline(__always)
  static func with(capacity: Int, count: Int = 0) -> MemberStorage {
    let new = MemberStorage.create(minimumCapacity: capacity) { _ in
      Header(count: count, room: capacity, places: nil)
    }
    return unsafeDowncast(new, to: MemberStorage.self)
  }

  deinit {
    let (members, count) = (members, head.pointee.count)
    for place in 0..<count { (members + place).deinitialize(count: 1) }
  }

  /// The header's place: reading the property instead would be checked for overlaps with changes each time.
  @inline(__always)
  private var head: UnsafeMutablePointer<Header> {
    withUnsafeMutablePointerToHeader { $0 }
  }

  /// The first member's place.
  @inline(__always)
  var members: UnsafeMutablePointer<ValueObject.Member> {
    withUnsafeMutablePointerToElements { $0 }
  }

  /// −1 where no member has this name.
  @inline(never)
  func place(of name: String) -> Int {
    let members = members
    if let places = head.pointee.places {
      return places.place(of: name) { ExactName.isSame(members[$0].name, name) }
    }
    for place in 0..<head.pointee.count where ExactName.isSame(members[place].name, name) {
      return place
    }
    return -1
  }

  /// Nil where no member has this name.
  @usableFromInline
  @inline(never)
  func value(of name: String) -> Value? {
    let place = place(of: name)
    return place < 0 ? nil : members[place].value
  }

  /// Nil where no member has this name, or its value is no string.
  @usableFromInline
  @inline(never)
  func text(of name: String) -> String? {
    let place = place(of: name)
    return place < 0 ? nil : members[place].value.string
  }

  /// For how many members there is room.
  var room: Int { head.pointee.room }

  /// Moves all that another one holds, which holds nothing then, to where nothing is yet.
  func takeAll(of other: MemberStorage) {
    members.moveInitialize(from: other.members, count: other.head.pointee.count)
    head.pointee.count = other.head.pointee.count
    other.head.pointee.count = 0
    head.pointee.places = other.head.pointee.places
  }

  /// Copies all that another one holds to where nothing is yet.
  func copyAll(of other: MemberStorage) {
    members.initialize(from: other.members, count: other.head.pointee.count)
    head.pointee.count = other.head.pointee.count
    head.pointee.places = other.head.pointee.places
  }

  /// Adds a member behind the others; there is room for it.
  func append(_ member: ValueObject.Member) {
    (members + head.pointee.count).initialize(to: member)
    head.pointee.count += 1
  }

  /// Takes a member out; its index is wrong then.
  func remove(at place: Int) {
    let removed = members + place
    removed.deinitialize(count: 1)
    removed.moveInitialize(from: removed + 1, count: head.pointee.count - place - 1)
    head.pointee.count -= 1
  }

  /// For members that have become few.
  func forgetIndex() { head.pointee.places = nil }

  /// Enters the last member in the index.
  func indexLast() {
    let count = head.pointee.count
    guard let room = head.pointee.places?.room, room >= count else { return index() }
    head.pointee.places?.insert(members[count - 1].name, at: count - 1)
  }

  /// Makes the index anew, with room for as many as the memory has.
  @inline(never)
  func index() {
    let count = head.pointee.count
    var places = NameIndex(max(count, head.pointee.room))
    for place in 0..<count { places.insert(members[place].name, at: place) }
    head.pointee.places = places
  }
}
