import Glibc

/// What this process holds.
enum Memory {
  /// Resident now; nil under a sanitizer, whose own bookkeeping is most of it.
  static var residentBytes: Int? {
    guard dlsym(nil, "__asan_init") == nil, dlsym(nil, "__tsan_init") == nil,
      let file = fopen("/proc/self/statm", "r")
    else { return nil }
    defer { fclose(file) }
    var text = [CChar](repeating: 0, count: 200)
    guard fgets(&text, 200, file) != nil else { return nil }
    let words = String(
      decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
    )
    .split(separator: " ")
    return words.dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 }
  }
}
