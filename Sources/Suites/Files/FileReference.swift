package import Documents

/// A file that a suite names, before it is read.
package struct FileReference: Sendable {
  /// As written, relative to the file that it stands in.
  package var path: String
  package var range: SourceRange?

  /// The ending of its name without the dot, in lower case; empty without one.
  var ending: String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? Substring(path).utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return (String(name[name.index(after: dot)...]) ?? "").lowercased()
  }
}
