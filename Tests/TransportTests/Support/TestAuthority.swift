import Foundation

/// Certificates for tests, made anew in a temporary folder by openssl, with keys that nobody keeps.
struct TestAuthority: Sendable {
  /// A certificate of the authority, or of nobody.
  enum Kind: String, CaseIterable {
    /// For 127.0.0.1 and localhost.
    case good
    case expired
    case otherHost = "other-host"
    case selfSigned = "self-signed"
    case client
    /// Of another authority.
    case stranger
  }

  let folder: URL

  /// Nil where there is no openssl. Made once for all tests.
  static let shared: Result<TestAuthority, Tool.Failure>? = {
    guard let openssl = Tool.path("openssl", for: "TLS") else { return nil }
    do {
      let authority = try TestAuthority(openssl)
      // The tests share it, so only the end of them all can take it away.
      atexit {
        if case .success(let authority)? = TestAuthority.shared {
          try? FileManager.default.removeItem(at: authority.folder)
        }
      }
      return .success(authority)
    } catch {
      return .failure(Tool.Failure(text: "\(error)"))
    }
  }()

  private init(_ openssl: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-authority-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    let local = ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    let other = ["-addext", "subjectAltName=DNS:other.example"]
    func own(_ name: String, _ extra: [String]) throws {
      try Tool.run(
        openssl,
        ["req", "-x509", "-days", "2", "-subj", "/CN=\(name)", "-keyout", name + ".key", "-out"]
          + [name + ".pem"] + key + extra, in: folder.path())
    }
    func signed(_ kind: Kind, by authority: String, days: Int, _ extra: [String]) throws {
      let name = kind.rawValue
      try Tool.run(
        openssl,
        ["req", "-subj", "/CN=\(name)", "-keyout", name + ".key", "-out", name + ".csr"] + key
          + extra, in: folder.path())
      try Tool.run(
        openssl,
        [
          "x509", "-req", "-in", name + ".csr", "-CA", authority + ".pem", "-CAkey",
          authority + ".key", "-CAcreateserial", "-out", name + ".pem", "-days", "\(days)",
          "-copy_extensions", "copy",
        ], in: folder.path())
    }
    try own("authority", [])
    try own("other-authority", [])
    try own(Kind.selfSigned.rawValue, local)
    try signed(.good, by: "authority", days: 2, local)
    try signed(.expired, by: "authority", days: -1, local)
    try signed(.otherHost, by: "authority", days: 2, other)
    try signed(.client, by: "authority", days: 2, [])
    try signed(.stranger, by: "other-authority", days: 2, [])
  }

  var authorities: String { folder.appending(path: "authority.pem").path() }
  func certificate(_ kind: Kind) -> String { folder.appending(path: kind.rawValue + ".pem").path() }
  func key(_ kind: Kind) -> String { folder.appending(path: kind.rawValue + ".key").path() }

  /// A server that answers every request with the name in the client's certificate, `-` where it has
  /// none.
  ///
  /// - Parameter asksClients: takes only clients with a certificate of the authority.
  /// - Parameter cuts: ends a body without a length without ending the TLS session.
  func server(
    _ kind: Kind, asksClients: Bool = false, cuts: Bool = false
  ) throws -> (process: ServerProcess, port: Int)? {
    guard let python = Tool.path("python3", for: "TLS") else { return nil }
    let process = try ServerProcess(
      python,
      [
        "-c", Self.script, certificate(kind), key(kind), asksClients ? authorities : "",
        cuts ? "cut" : "",
      ], in: folder.path())
    return (process, try process.announcedPort())
  }

  /// A proxy that opens tunnels (CONNECT) to loopback, and says so in fields of its own.
  static func proxy() throws -> (process: ServerProcess, port: Int)? {
    guard let python = Tool.path("python3", for: "a proxy") else { return nil }
    let process = try ServerProcess(python, ["-c", tunnels], in: "/")
    return (process, try process.announcedPort())
  }

  private static let tunnels = """
    import socket, sys, threading

    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def carry(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def serve(client):
        head = b""
        while b"\\r\\n\\r\\n" not in head:
            more = client.recv(65536)
            if not more:
                return
            head += more
        host, port = head.split()[1].decode().rsplit(":", 1)
        target = socket.create_connection((host, int(port)))
        client.sendall(b"HTTP/1.1 200 Tunnel\\r\\nX-Proxy: yes\\r\\n\\r\\n")
        threading.Thread(target=carry, args=(target, client), daemon=True).start()
        carry(client, target)

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()
    """

  private static let script = """
    import os, socket, ssl, sys, threading

    certificate, key, authorities, cut = sys.argv[1:5]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    if authorities:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(authorities)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def serve(client):
        try:
            with context.wrap_socket(client, server_side=True) as session:
                data = b""
                while True:
                    while b"\\r\\n\\r\\n" not in data:
                        more = session.recv(65536)
                        if not more:
                            return
                        data += more
                    data = data[data.index(b"\\r\\n\\r\\n") + 4:]
                    subject = (session.getpeercert() or {}).get("subject", ())
                    name = dict(pair for part in subject for pair in part).get("commonName", "-")
                    if cut:
                        session.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\nhalf of it")
                        os.close(session.detach())
                        return
                    session.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n%s"
                                    % (len(name), name.encode()))
        except (ssl.SSLError, OSError):
            pass

    def accept():
        while True:
            client, _ = listener.accept()
            threading.Thread(target=serve, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()
    """
}
