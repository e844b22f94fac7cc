package import Contracts
package import Documents

/// Opens the files that a suite names: only those in its folder and below.
package struct SuiteFiles: SpecFileSource {
  private let files: SpecFiles

  /// - Parameter path: of the suite.
  package init(_ path: String) {
    files = SpecFiles(
      spec: path, address: path, allowedFolders: [], allowsRemote: false, fetched: [:])
  }

  package var root: SpecFileLocation { files.root }

  /// What was read, the suite first.
  package var opened: [(file: SourceFile, bytes: [UInt8])] { files.openedInOrder }

  package func locate(
    _ reference: String, from location: SpecFileLocation
  ) throws(SpecFileRefusal) -> SpecFileLocation {
    do {
      return try files.locate(reference, from: location)
    } catch {
      throw Self.inWordsOfSuites(error)
    }
  }

  package func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
    do {
      return try files.read(location)
    } catch {
      throw Self.inWordsOfSuites(error)
    }
  }

  /// A suite has no options by which it may name files elsewhere.
  private static func inWordsOfSuites(_ refusal: SpecFileRefusal) -> SpecFileRefusal {
    switch refusal.code {
    case "reference-outside":
      SpecFileRefusal(
        code: "file-outside", reason: "lies outside of the suite's folder",
        remedy: "put it into the folder of the suite, or below")
    case "reference-network", "reference-scheme":
      SpecFileRefusal(
        code: "file-outside", reason: "is no file in the suite's folder",
        remedy: "write its path from this file")
    case "reference-no-file":
      SpecFileRefusal(
        code: "no-such-file", reason: "does not exist", remedy: "check the path")
    default:
      SpecFileRefusal(
        code: "unreadable-file", reason: "can't be read", remedy: "check its permissions and size")
    }
  }
}
