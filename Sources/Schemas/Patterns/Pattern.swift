internal import CPCRE2
internal import Synchronization

/// A compiled regular expression, searched for with bounded effort.
///
/// `@unchecked Sendable`: the code behind the pointer is written only while it is compiled, in `init`,
/// and PCRE2 documents compiled code as free to be used by any number of threads; what a match
/// writes to belongs to the `PatternMatcher`.
final class Pattern: @unchecked Sendable {
  enum Outcome: Sendable {
    case found, notFound
    /// A limit was reached before the answer was known.
    case gaveUp
  }

  /// As it was written.
  let source: String
  /// Nil where PCRE2 has no means for it: a look-behind of unbounded length. Nobody can tell then
  /// what it matches.
  let code: OpaquePointer?

  /// Nil where the text is no pattern of ECMA-262 with the `u` flag.
  init?(_ source: String) {
    guard let translated = ECMAPattern.translate(source) else { return nil }
    var status: Int32 = 0
    var offset = 0
    let options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_MATCH_UNSET_BACKREF)
      | UInt32(PCRE2_NEVER_BACKSLASH_C)
    var text = translated
    let code = text.withUTF8 { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
    }
    self.source = source
    self.code = code
    guard let code else {
      if status == Self.unboundedLookBehind { return }
      return nil
    }
    // Without the compiler the same code is interpreted, so that its failure is no error.
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
  }

  /// PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH.
  private static let unboundedLookBehind: Int32 = 125

  deinit {
    if let code { pcre2_code_free_8(code) }
  }
}

/// The working memory of matches, used by one validation at a time.
///
/// `@unchecked Sendable`: whoever borrows it has it alone until it is given back.
final class PatternMatcher: @unchecked Sendable {
  private let data: OpaquePointer?
  private let context: OpaquePointer?

  /// Well under a second's work; a match of a long text in linear time stays far below.
  private static let matchLimit: UInt32 = 5_000_000
  private static let depthLimit: UInt32 = 50_000
  private static let heapLimitKibibytes: UInt32 = 64 * 1024

  // Matchers that nobody uses, as retained references, or 0. A few places without a lock: whoever
  // finds none makes one, whoever finds no place free lets one go.
  private static let idle0 = Atomic<UInt>(0)
  private static let idle1 = Atomic<UInt>(0)
  private static let idle2 = Atomic<UInt>(0)
  private static let idle3 = Atomic<UInt>(0)

  private init() {
    // One pair of offsets is enough: where it matched is never asked.
    data = pcre2_match_data_create_8(1, nil)
    context = pcre2_match_context_create_8(nil)
    if let context { Self.limit(context) }
  }

  /// Bounds the effort of matches.
  static func limit(_ context: OpaquePointer) {
    pcre2_set_match_limit_8(context, matchLimit)
    pcre2_set_depth_limit_8(context, depthLimit)
    pcre2_set_heap_limit_8(context, heapLimitKibibytes)
  }

  deinit {
    if let data { pcre2_match_data_free_8(data) }
    if let context { pcre2_match_context_free_8(context) }
  }

  /// A matcher that nobody else has.
  static func borrow() -> PatternMatcher {
    take(idle0) ?? take(idle1) ?? take(idle2) ?? take(idle3) ?? PatternMatcher()
  }

  static func giveBack(_ matcher: PatternMatcher) {
    let reference = Unmanaged.passRetained(matcher)
    let word = UInt(bitPattern: reference.toOpaque())
    if !put(word, idle0), !put(word, idle1), !put(word, idle2), !put(word, idle3) {
      reference.release()
    }
  }

  private static func take(_ place: borrowing Atomic<UInt>) -> PatternMatcher? {
    let word = place.exchange(0, ordering: .acquiring)
    guard let pointer = UnsafeRawPointer(bitPattern: word) else { return nil }
    return Unmanaged<PatternMatcher>.fromOpaque(pointer).takeRetainedValue()
  }

  private static func put(_ word: UInt, _ place: borrowing Atomic<UInt>) -> Bool {
    place.compareExchange(expected: 0, desired: word, ordering: .acquiringAndReleasing).exchanged
  }

  /// Looks for a pattern anywhere in a text, which must be UTF-8.
  func search(_ code: OpaquePointer?, in text: UnsafeBufferPointer<UInt8>) -> Pattern.Outcome {
    guard let code, let data, let context else { return .gaveUp }
    var empty: UInt8 = 0
    let status: Int32
    if let base = text.baseAddress {
      status = pcre2_match_8(
        code, base, text.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    } else {
      // PCRE2 wants an address even for no bytes.
      status = pcre2_match_8(code, &empty, 0, 0, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    }
    if status >= 0 { return .found }
    return status == PCRE2_ERROR_NOMATCH ? .notFound : .gaveUp
  }
}
