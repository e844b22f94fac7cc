#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#endif

/// A value that one thread at a time may touch.
///
/// Not `Synchronization.Mutex`: the contended path of that one is inside the standard library's
/// binary, where the thread sanitizer does not see it and so takes every hand-over for a race; and
/// it spins before it sleeps, which costs more here than the work under the lock.
///
/// Sendable without the compiler's proof: `value` and the mutex are reached in `withLock` alone (no more private than inlining allows),
/// the former only while the latter is held. The mutex has its own allocation because it must not
/// move.
public final class Locked<Value>: @unchecked Sendable {
  // Checked by nothing else: a second access at the same time is what the mutex excludes, and asking
  // the runtime about each costs as much as the mutex.
  @exclusivity(unchecked) @usableFromInline var value: Value
  @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// The value is nobody else's from now on.
  public init(_ value: sending Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Not to be nested: the mutex is not recursive. Always inlined, and public for that alone (other modules
  /// call what is inlinable but `package`), because a dozen locks are taken for
  /// every case of a run, and calling a closure through its generic type costs more than the lock.
  @inlinable @inline(__always)
  public func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}
