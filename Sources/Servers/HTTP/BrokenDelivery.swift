import Glibc
import Hummingbird
import NIOCore

/// Bodies whose connection ends before they do.
enum BrokenDelivery {
  /// Ends the connection when it is thrown out of a body.
  private struct Over: Error {}

  /// Closes the connection at once.
  static func close(_ channel: any Channel) async {
    // One that is closed already is what was wanted.
    try? await channel.close()
  }

  /// The first bytes, then the end of the connection.
  static func body(_ bytes: ArraySlice<UInt8>, isReset: Bool, on channel: any Channel)
    -> ResponseBody
  {
    ResponseBody { writer in
      try await writer.write(ByteBuffer(bytes: bytes))
      if isReset, let options = channel as? any SocketOptionProvider {
        // Closed without waiting for what is on its way, TCP resets (RFC 9293 §3.10.4 ABORT).
        try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        await close(channel)
      }
      throw Over()
    }
  }
}
