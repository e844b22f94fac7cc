import Glibc
import Inputs

/// Looks for the config that belongs to the working directory.
enum ConfigSearch {
  static let name = "muster.yaml"
  /// Folders above the working directory that are looked into at most.
  private static let limit = 64

  /// The nearest one in the working directory or above it, relative to the working directory; nil where
  /// there is none.
  ///
  /// It is not looked for above a repository's root or the user's home. One that somebody else put there
  /// is refused: it decides where credentials go.
  static func nearest(home: String?) throws(Failure) -> String? {
    var prefix = ""
    let homeIdentity = home.flatMap { $0.isEmpty ? nil : InputFile.identity($0) }
    for _ in 0..<limit {
      let path = prefix + name
      if InputFile.isThere(path) {
        try checkOwner(path)
        return path
      }
      if InputFile.isThere(prefix + "muster.yml") {
        Terminal.error("muster: warning: `\(prefix)muster.yml` is not read; call it \(name)")
      }
      guard let folder = InputFile.identity(prefix.isEmpty ? "." : prefix), folder != "/",
        folder != homeIdentity, !InputFile.isTaken(prefix + ".git")
      else { return nil }
      prefix += "../"
    }
    return nil
  }

  /// Throws for a file that neither the user nor root nor who owns the working directory owns.
  private static func checkOwner(_ path: String) throws(Failure) {
    var file = stat()
    var folder = stat()
    guard stat(path, &file) == 0, stat(".", &folder) == 0 else { return }
    guard ![geteuid(), 0, folder.st_uid].contains(file.st_uid) else { return }
    throw .unusable(
      "the config `\(path)` belongs to another user, who would decide where requests go",
      remedy: "name it by --config if it is to be trusted, or give --no-config")
  }
}
