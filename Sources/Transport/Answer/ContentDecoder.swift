import CCurl

/// Undoes content codings (RFC 9110 §8.4.1) with a limit on the expanded size, and sees what
/// libcurl's own decoding does not: a stream that is cut, or followed by something else.
enum ContentDecoder {
  /// A coding that can be undone.
  enum Coding: Hashable {
    case gzip
    /// The zlib format (RFC 1950) around the deflate stream; without it, the data is corrupt.
    case deflate

    /// The names are case-insensitive; `x-gzip` is `gzip` (§8.4.1.3).
    init?(_ name: String) {
      switch name.lowercased() {
      case "gzip", "x-gzip": self = .gzip
      case "deflate": self = .deflate
      default: return nil
      }
    }
  }

  /// Why content cannot be decoded.
  enum Fault: Error, Hashable {
    /// It is not in the format; zlib's words where it has any.
    case corrupt(String)
    /// It ends before the stream does.
    case cut
    /// This many bytes follow the end of the stream.
    case trailing(Int)
    /// It expands to more than the limit.
    case tooLarge
    case outOfMemory
  }

  /// Codings registered with IANA that a target may rightly use and that are not undone here.
  static let registeredElsewhere: Set<String> = [
    "aes128gcm", "br", "compress", "dcb", "dcz", "exi", "pack200-gzip", "x-compress", "zstd",
  ]

  /// - Parameter limit: the most bytes to expand to.
  static func decode(
    _ content: [UInt8], _ coding: Coding, limit: Int
  ) throws(Fault) -> [UInt8] {
    guard let length = UInt32(exactly: content.count) else { throw .tooLarge }
    // zlib keeps the stream's address and compares it at each call, so it must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard ccurl_inflate_init(stream, coding == .gzip ? 31 : 15) == Z_OK else {
      throw .outOfMemory
    }
    defer { inflateEnd(stream) }
    return try content.withUnsafeBufferPointer { (input) throws(Fault) -> [UInt8] in
      // zlib only reads through next_in; its type says otherwise for old compilers' sake.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = length
      return try inflateAll(stream, coding, limit: limit)
    }
  }

  /// Ends: each turn of the loop takes input or gives output, and both are limited.
  private static func inflateAll(
    _ stream: UnsafeMutablePointer<z_stream>, _ coding: Coding, limit: Int
  ) throws(Fault) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let (code, produced) = buffer.withUnsafeMutableBufferPointer { room in
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        let code = inflate(stream, Z_NO_FLUSH)
        return (code, room.count - Int(stream.pointee.avail_out))
      }
      guard output.count + produced <= limit else { throw .tooLarge }
      output.append(contentsOf: buffer[..<produced])
      switch code {
      case Z_OK: continue
      case Z_STREAM_END:
        let left = Int(stream.pointee.avail_in)
        if left == 0 { return output }
        // A gzip file is one member or more (RFC 1952 §2.2).
        guard coding == .gzip, left >= 2, let next = stream.pointee.next_in, next[0] == 0x1F,
          next[1] == 0x8B, inflateReset(stream) == Z_OK
        else { throw .trailing(left) }
      case Z_BUF_ERROR: throw .cut
      case Z_MEM_ERROR: throw .outOfMemory
      default:
        throw .corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "invalid data")
      }
    }
  }
}
