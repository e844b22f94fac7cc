public import Synchronization

/// A reference that is worked out when it is first asked for; where several work it out at once, the first
/// one is kept.
///
/// Not `AtomicLazyReference`: each load of that one asks for the metadata of its generic types, which costs more
/// than a lock, and operations are asked several times a case. Sound for the same reasons: the pointer
/// is nil or a reference that is retained once, by this alone, and is set once, so that whoever loads it
/// while this lives finds the object alive. Sendable by the same token: the pointer is only that of a
/// Sendable object.
public struct LazyReference<Instance: AnyObject & Sendable>: ~Copyable, @unchecked Sendable {
  @usableFromInline let pointer = Atomic<UnsafeMutableRawPointer?>(nil)

  package init() {}

  deinit {
    if let found = pointer.load(ordering: .acquiring) {
      Unmanaged<Instance>.fromOpaque(found).release()
    }
  }

  /// The reference, once it is there.
  @inlinable
  public func load() -> Instance? {
    guard let found = pointer.load(ordering: .acquiring) else { return nil }
    return Unmanaged<Instance>.fromOpaque(found).takeUnretainedValue()
  }

  /// The reference that is kept: this one, unless there was one already.
  package func storeIfNil(_ instance: Instance) -> Instance {
    let new = Unmanaged.passRetained(instance)
    let (isStored, found) = pointer.compareExchange(
      expected: nil, desired: new.toOpaque(), ordering: .acquiringAndReleasing)
    guard !isStored, let found else { return instance }
    new.release()
    return Unmanaged<Instance>.fromOpaque(found).takeUnretainedValue()
  }
}
