/// Gives the loader the files that a definition refers to; the loader itself opens none.
package protocol SpecFileSource: Sendable {
  /// Where the definition itself was read.
  var root: SpecFileLocation { get }

  /// Where a reference leads. Refused where it is not allowed to; nothing is opened.
  ///
  /// - Parameters:
  ///   - reference: a URI or relative reference without its fragment, never empty.
  ///   - location: of the file that it stands in.
  func locate(
    _ reference: String, from location: SpecFileLocation
  ) throws(SpecFileRefusal) -> SpecFileLocation

  /// The bytes of a file that `locate` gave.
  func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8]
}

/// A file of a definition.
package struct SpecFileLocation: Sendable, Hashable {
  /// The same for every way to write the same file.
  package var identity: String
  /// As messages print it.
  package var name: String
  /// What it is called inside of the document: its path from the definition's folder, or its URL.
  package var key: String

  package init(identity: String, name: String, key: String) {
    self.identity = identity
    self.name = name
    self.key = key
  }
}

/// Why a file is not opened.
package struct SpecFileRefusal: Error, Sendable, Hashable {
  /// Stable kebab-case identifier of the diagnostic.
  package var code: String
  /// Goes on from "the reference `…`", without a final full stop.
  package var reason: String
  package var remedy: String

  package init(code: String, reason: String, remedy: String) {
    self.code = code
    self.reason = reason
    self.remedy = remedy
  }
}
