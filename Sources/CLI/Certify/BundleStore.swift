import Certification
import Glibc
import Inputs
import Reports

/// Reads and writes evidence bundles, as an archive or as a folder.
enum BundleStore {
  /// Whether a path is to be an archive.
  static func isArchive(_ path: String) -> Bool {
    path.hasSuffix(".tar.gz") || path.hasSuffix(".tgz") || path.hasSuffix(".tar")
  }

  // MARK: Reading

  /// Everything is read into memory: nothing is unpacked to anywhere.
  static func read(_ path: String) throws(Failure) -> EvidenceBundle {
    do throws(BundleRefusal) {
      if InputFile.isFolder(path) { return try folder(path) }
      let bytes: [UInt8]
      do {
        bytes = try InputFile.read(path, what: "the bundle")
      } catch {
        throw BundleRefusal(
          error.lines.first.map { String($0.dropFirst("muster: error: ".count)) } ?? "", remedy: "")
      }
      return try EvidenceBundle(archive: bytes)
    } catch {
      throw refused(path, error)
    }
  }

  /// The one line that says why a bundle is refused.
  static func refused(_ path: String, _ refusal: BundleRefusal) -> Failure {
    let shown = TerminalText.escaped(path)
    guard !refusal.remedy.isEmpty else {
      return Failure(lines: ["muster: error: \(refusal.message)"], code: ExitStatus.unusable)
    }
    return .unusable("the bundle `\(shown)` is refused: \(refusal.message)", remedy: refusal.remedy)
  }

  private static func folder(_ path: String) throws(BundleRefusal) -> EvidenceBundle {
    var bundle = EvidenceBundle()
    var total = 0
    // Only what bundles have is below the top: one folder.
    for name in try names(path) {
      let place = "\(path)/\(name)"
      guard try kind(place, name) == S_IFDIR else {
        try add(name, place, to: &bundle, &total)
        continue
      }
      for inner in try names(place) {
        let member = "\(name)/\(inner)"
        guard try kind("\(place)/\(inner)", member) == S_IFREG else {
          throw BundleRefusal("it has a folder in a folder, and no bundle has any")
        }
        try add(member, "\(place)/\(inner)", to: &bundle, &total)
      }
    }
    return bundle
  }

  private static func add(
    _ name: String, _ place: String, to bundle: inout EvidenceBundle, _ total: inout Int
  ) throws(BundleRefusal) {
    var status = stat()
    guard lstat(place, &status) == 0 else { throw BundleRefusal("its files can't be read") }
    total += Int(status.st_size)
    guard total <= EvidenceBundle.sizeLimit else {
      throw BundleRefusal(
        "it has more than \(EvidenceBundle.sizeLimit >> 20) MiB, and no bundle has")
    }
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(place, what: "the member")
    } catch {
      throw BundleRefusal("its member `\(TerminalText.escaped(name))` can't be read")
    }
    try bundle.add(name, bytes)
  }

  /// The kind of what a member is; throws for links and whatever else is no file and no folder.
  private static func kind(_ place: String, _ name: String) throws(BundleRefusal) -> mode_t {
    var status = stat()
    guard lstat(place, &status) == 0 else { throw BundleRefusal("its files can't be read") }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else {
      let what = kind == S_IFLNK ? "a link" : "no plain file"
      throw BundleRefusal("its member `\(TerminalText.escaped(name))` is \(what)")
    }
    return kind
  }

  private static func names(_ path: String) throws(BundleRefusal) -> [String] {
    guard let folder = opendir(path) else { throw BundleRefusal("its folder can't be read") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
      guard names.count <= EvidenceBundle.countLimit else {
        throw BundleRefusal("it has more than \(EvidenceBundle.countLimit) files")
      }
    }
    return names.sorted()
  }

  // MARK: Writing

  /// Throws unless a bundle can be written there: nothing is there yet.
  static func checkFree(_ path: String) throws(Failure) {
    guard !path.isEmpty, !InputFile.isTaken(path) else {
      throw .unusable(
        "`\(TerminalText.escaped(path))` is there already", remedy: "give --output another path")
    }
  }

  /// - Parameter moment: when its files were made, in seconds since 1970.
  static func write(
    _ bundle: EvidenceBundle, to path: String, moment: Double
  ) throws(Failure) {
    guard isArchive(path) else {
      for name in bundle.names {
        try OutputFile.write(bundle.members[name] ?? [], to: "\(path)/\(name)", keeping: [])
      }
      return
    }
    let bytes: [UInt8]
    do {
      bytes = try bundle.archive(moment: Int(moment), isPacked: !path.hasSuffix(".tar"))
    } catch {
      throw Failure.unusable(error.message, remedy: error.remedy)
    }
    try OutputFile.write(bytes, to: path, keeping: [])
  }
}
