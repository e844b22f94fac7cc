/// Writes files in one step that are no reports of a run.
package enum WholeFile {
  /// Puts the bytes in the place of a file: what was there before stays until all of them are on
  /// the disk. Missing folders are made.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(ReportError) {
    let file = try ReportFile(path: path)
    try file.replace { (descriptor) throws(ReportError) in
      do throws(SystemFailure) {
        try descriptor.write(bytes[...])
      } catch {
        throw ReportFile.error(path, error)
      }
    }
  }
}
