import Documents

/// JSON of a bundle, in which nothing may stand twice.
enum StrictJSON {
  /// - Parameter what: the part, for messages: `the envelope`.
  static func read(_ bytes: [UInt8], what: String) throws(BundleRefusal) -> JSONNode {
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, file: SourceFile(name: "<bundle>"), depthLimit: 64)
    } catch {
      throw BundleRefusal("\(what) is no JSON: \(error.message)")
    }
    if let double = document.duplicateMembers.first {
      throw BundleRefusal(
        "\(what) has the member \(JSONWriter.quoted(double.name)) twice in one object")
    }
    return document.root
  }
}
