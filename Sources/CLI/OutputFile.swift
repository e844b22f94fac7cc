import Inputs
import Reports

/// Writes the files that the user asked for.
enum OutputFile {
  /// Puts the text in the file's place in one step: never half a file.
  ///
  /// - Parameter inputs: paths that must not be overwritten.
  static func write(_ text: String, to path: String, keeping inputs: [String]) throws(Failure) {
    try write(Array(text.utf8), to: path, keeping: inputs)
  }

  /// The same with bytes.
  static func write(_ bytes: [UInt8], to path: String, keeping inputs: [String]) throws(Failure) {
    if let identity = InputFile.identity(path),
      let input = inputs.first(where: { InputFile.identity($0) == identity })
    {
      throw .unusable(
        "the output `\(path)` is the input `\(input)`", remedy: "give another path")
    }
    do {
      try WholeFile.replace(path, with: bytes)
    } catch {
      throw .unusable(
        "`\(path)` can't be written: \(error.reason)",
        remedy: error.remedy ?? "check the path and the free space")
    }
  }
}
