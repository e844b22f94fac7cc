internal import Schemas

/// Which files a definition may refer to, judged by their paths alone.
///
/// A path that passes may still be a symbolic link that leads elsewhere: whoever opens it looks at
/// where it really leads.
package struct SpecFolders: Sendable {
  /// The folder of the definition, as a path; empty for the current one.
  package let folder: String
  /// Other folders that were allowed, as paths.
  package let allowed: [String]

  /// - Parameter spec: the path of the definition.
  package init(spec: String, allowed: [String] = []) {
    folder = Self.parent(Self.normal(spec))
    self.allowed = allowed.map(Self.normal)
  }

  /// The path that a reference in a file means.
  package func path(
    of reference: String, in file: String
  ) throws(SpecFileRefusal) -> String {
    let uri = URIReference(reference)
    switch uri.scheme {
    case nil: break
    case "http", "https": throw .network
    case let scheme?:
      throw SpecFileRefusal(
        code: "reference-scheme", reason: "leads to a `\(scheme):` resource",
        remedy: "write the path from this file, such as `models/pet.yaml`")
    }
    guard uri.authority == nil else { throw .network }
    guard let decoded = Self.percentDecoded(uri.path), !decoded.utf8.contains(0) else {
      throw SpecFileRefusal(
        code: "reference-malformed", reason: "is no path of a file", remedy: "correct it")
    }
    let path =
      decoded.startsExactly(with: "/")
      ? Self.normal(decoded) : Self.normal(Self.joined(Self.parent(file), decoded))
    guard ([folder] + allowed).contains(where: { Self.lies(path, in: $0) }) else {
      throw outside
    }
    return path
  }

  /// The refusal of a file that lies elsewhere.
  package var outside: SpecFileRefusal {
    SpecFileRefusal(
      code: "reference-outside", reason: "leads out of the folder of the definition",
      remedy: "put the file into `\(folder.isEmpty ? "." : folder)`, or allow its folder with "
        + "--allow-ref-folder")
  }

  /// What a file is called inside of the document.
  package func key(of path: String) -> String {
    guard Self.lies(path, in: folder) else { return path }
    guard !folder.isEmpty else { return path }
    return (path.dropping(prefix: folder == "/" ? "/" : folder + "/")).map(String.init) ?? path
  }

  /// Whether a path without `..` in it lies in a folder.
  package static func lies(_ path: String, in folder: String) -> Bool {
    if folder.isEmpty {
      return !path.startsExactly(with: "/") && path != ".." && !path.startsExactly(with: "../")
    }
    return path.startsExactly(with: folder == "/" ? "/" : folder + "/")
  }

  /// The path without `.`, empty parts and, as far as possible, `..`.
  private static func normal(_ path: String) -> String {
    let isAbsolute = path.startsExactly(with: "/")
    var parts: [Substring] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")).map({ Substring($0) }) {
      if part.isExactly(".") { continue }
      guard part.isExactly("..") else {
        parts.append(part)
        continue
      }
      if let last = parts.last, !last.isExactly("..") {
        parts.removeLast()
      } else if !isAbsolute {
        parts.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }

  /// The folder of a file, without a final slash.
  private static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func joined(_ folder: String, _ path: String) -> String {
    folder.isEmpty ? path : folder + "/" + path
  }

  private static func percentDecoded(_ text: String) -> String? {
    PercentCoding.decoded(text)
  }
}

extension SpecFileRefusal {
  /// Of a resource on another machine.
  package static let network = SpecFileRefusal(
    code: "reference-network", reason: "leads to the network",
    remedy: "download the file into the folder of the definition and refer to it there, or allow "
      + "such references with --allow-remote-refs")
}
