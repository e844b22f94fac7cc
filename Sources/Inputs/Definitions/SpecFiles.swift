import Contracts
import Documents
import Glibc
import Schemas
import Synchronization

/// Opens the files that a definition refers to: those in its folder, and others only as far as the
/// user allowed it.
final class SpecFiles: SpecFileSource {
  let root: SpecFileLocation
  private let folders: SpecFolders
  /// Where the definition's folder and the allowed ones really are.
  private let realFolders: [String]
  private let allowsRemote: Bool
  /// What was had from the network, or why it wasn't, by URL.
  private let fetched: [String: Result<[UInt8], SpecFileRefusal>]
  /// URLs that are needed and not there yet.
  private let wanted = Mutex<[String]>([])
  /// What was read, each file once, in the order of first reading.
  private let seen = Mutex<[(file: SourceFile, identity: String, bytes: [UInt8])]>([])

  /// What a digest of the contract has to cover besides the definition and its overlays.
  var contents: [[UInt8]] { seen.withLock { $0.map(\.bytes) } }

  /// - Parameter address: where the definition was read in the end: its path, or the URL after all
  ///   redirects, to which its references are relative (RFC 3986 §5.1.3).
  init(
    spec: String, address: String, allowedFolders: [String], allowsRemote: Bool,
    fetched: [String: Result<[UInt8], SpecFileRefusal>]
  ) {
    folders = SpecFolders(spec: spec, allowed: allowedFolders)
    let last = spec.split(separator: "/").last.map(String.init) ?? spec
    root = SpecFileLocation(
      identity: SpecLoader.isURL(address) ? address : InputFile.identity(address) ?? address,
      name: spec, key: last)
    realFolders = ([folders.folder] + allowedFolders).compactMap {
      InputFile.identity($0.isEmpty ? "." : $0)
    }
    self.allowsRemote = allowsRemote
    self.fetched = fetched
  }

  /// The URLs that a first reading found missing; fetch them and read again.
  var missing: [String] { wanted.withLock { $0 } }

  /// What was read, by the name that messages call it.
  var opened: [SourceFile: [UInt8]] {
    Dictionary(seen.withLock { $0.map { ($0.file, $0.bytes) } }) { first, _ in first }
  }

  /// The same, each file once, in the order of first reading.
  var openedInOrder: [(file: SourceFile, bytes: [UInt8])] {
    seen.withLock { $0.map { ($0.file, $0.bytes) } }
  }

  func locate(
    _ reference: String, from location: SpecFileLocation
  ) throws(SpecFileRefusal) -> SpecFileLocation {
    let uri = URIReference(location.identity).resolving(URIReference(reference)).text
    if SpecLoader.isURL(uri), SpecLoader.isURL(location.identity) || SpecLoader.isURL(reference) {
      guard allowsRemote else { throw .network }
      return SpecFileLocation(identity: uri, name: uri, key: uri)
    }
    guard !SpecLoader.isURL(location.identity) else {
      throw SpecFileRefusal(
        code: "reference-scheme", reason: "leads from the network to something else",
        remedy: "refer to http or https")
    }
    let path = try folders.path(of: reference, in: location.name)
    guard let real = InputFile.identity(path) else { throw Self.absent(path) }
    guard realFolders.contains(where: { SpecFolders.lies(real, in: $0) }) else {
      throw folders.outside
    }
    return SpecFileLocation(identity: real, name: path, key: folders.key(of: path))
  }

  func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
    let bytes = try unnoted(location)
    seen.withLock { seen in
      guard !seen.contains(where: { $0.identity == location.identity }) else { return }
      seen.append((SourceFile(name: location.name), location.identity, bytes))
    }
    return bytes
  }

  private func unnoted(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
    if SpecLoader.isURL(location.identity) {
      if let result = fetched[location.identity] { return try result.get() }
      wanted.withLock { $0.append(location.identity) }
      throw SpecFileRefusal(
        code: "reference-pending", reason: "has not been fetched yet", remedy: "fetch it")
    }
    var status = stat()
    guard stat(location.identity, &status) == 0 else { throw Self.absent(location.name) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SpecFileRefusal(
        code: "reference-no-file", reason: "leads to `\(location.name)`, which is no file",
        remedy: "name a file")
    }
    do {
      return try InputFile.read(location.identity, what: "the file")
    } catch {
      throw SpecFileRefusal(
        code: "reference-unreadable", reason: "leads to `\(location.name)`, which can't be read",
        remedy: "check its permissions and size")
    }
  }

  private static func absent(_ path: String) -> SpecFileRefusal {
    SpecFileRefusal(
      code: "reference-no-file", reason: "leads to `\(path)`, which does not exist",
      remedy: "correct the reference")
  }
}
