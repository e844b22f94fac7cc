/// Values that wait for the end of what holds them, the innermost last.
///
/// The first `count` elements of the memory are initialised, and no others. An array would check
/// itself at each step, and copy where elements are only moved on.
struct Pile<Element>: ~Copyable {
  private var base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
  private var capacity = 16
  private(set) var count = 0

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  @inline(__always)
  mutating func push(_ element: consuming Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// Only while `count` is above 0.
  @inline(__always)
  mutating func pop() -> Element {
    count &-= 1
    return (base + count).move()
  }

  /// The elements from a place on, which leave the pile. Only for places up to `count`.
  @inline(__always)
  mutating func take(from first: Int) -> [Element] {
    let taken = count &- first
    guard taken > 0 else { return [] }
    count = first
    var elements: [Element] = []
    elements.reserveCapacity(taken)
    for place in first..<first &+ taken { elements.append((base + place).move()) }
    return elements
  }

  /// Where the elements from a place on are, which leave the pile: whoever asks moves them on before the pile is
  /// used again. Only for places up to `count`.
  @inline(__always)
  mutating func letGo(from first: Int) -> UnsafeMutablePointer<Element> {
    count = first
    return base + first
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
