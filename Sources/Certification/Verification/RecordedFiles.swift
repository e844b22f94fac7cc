package import Contracts
import Documents
import Schemas

/// The input files of a recorded run, in the place of a file system: none is opened.
package final class RecordedFiles: SpecFileSource {
  package let root: SpecFileLocation
  private let folders: SpecFolders
  /// By the name that the run called it.
  private let contents: [String: [UInt8]]
  /// What was read, each file once, in the order of first reading.
  private let seen = Locked<[(identity: String, bytes: [UInt8])]>([])

  /// - Parameters:
  ///   - spec: what the run called the file that the others belong to.
  ///   - address: where it was read in the end.
  package init(
    spec: String, address: String, allowedFolders: [String], contents: [String: [UInt8]]
  ) {
    folders = SpecFolders(spec: spec, allowed: allowedFolders)
    let last = spec.split(separator: "/").last.map(String.init) ?? spec
    root = SpecFileLocation(
      identity: Self.isURL(address) ? address : Self.normal(spec), name: spec, key: last)
    self.contents = contents
  }

  package func locate(
    _ reference: String, from location: SpecFileLocation
  ) throws(SpecFileRefusal) -> SpecFileLocation {
    let uri = URIReference(location.identity).resolving(URIReference(reference)).text
    if Self.isURL(uri), Self.isURL(location.identity) || Self.isURL(reference) {
      return SpecFileLocation(identity: uri, name: uri, key: uri)
    }
    guard !Self.isURL(location.identity) else { throw Self.missing }
    let path = try folders.path(of: reference, in: location.name)
    return SpecFileLocation(identity: Self.normal(path), name: path, key: folders.key(of: path))
  }

  package func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
    guard let bytes = contents[location.name] else { throw Self.missing }
    seen.withLock { seen in
      guard !seen.contains(where: { $0.identity == location.identity }) else { return }
      seen.append((location.identity, bytes))
    }
    return bytes
  }

  /// What was read, in the order of first reading.
  package var read: [[UInt8]] { seen.withLock { $0.map(\.bytes) } }

  private static func isURL(_ text: String) -> Bool {
    ["http", "https"].contains(URIReference(text).scheme) && text.contains("://")
  }

  /// The path without `./` before it.
  private static func normal(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static let missing = SpecFileRefusal(
    code: "not-recorded", reason: "is not among the recorded files",
    remedy: "ask whoever gave it to you for the bundle as it was written")
}
