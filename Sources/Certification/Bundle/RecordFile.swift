package import Documents
import Evidence

/// A JSON document of a bundle that is one record, with its format and version before.
package struct RecordFile<Subject: Sendable>: Sendable {
  private let format: String
  /// For messages: `the certificate`.
  private let what: String
  private let record: EventRecord<Subject>

  static var major: Int { 1 }

  init(format: String, what: String, record: EventRecord<Subject>) {
    self.format = format
    self.what = what
    self.record = record
  }

  package func bytes(_ subject: Subject) -> [UInt8] {
    var bytes: [UInt8] = []
    record.append(
      subject, leading: "\"format\":\"\(format)\",\"version\":\"\(Self.major).0\"", to: &bytes)
    guard let document = try? JSONReader.read(bytes, file: SourceFile(name: "<bundle>")) else {
      return bytes
    }
    return JSONWriter.bytes(Value(document), pretty: true)
  }

  package func read(_ bytes: [UInt8]) throws(BundleRefusal) -> Subject {
    let node = try StrictJSON.read(bytes, what: what)
    guard node["format"]?.string == format, let version = node["version"]?.string else {
      throw BundleRefusal("\(what) has not the format \(format)")
    }
    guard version.split(separator: ".").first.map(String.init) == "\(Self.major)" else {
      throw BundleRefusal(
        "\(what) is of version \(version.prefix(20)), and this muster reads version \(Self.major)",
        remedy: "verify it with a newer muster")
    }
    do {
      return try record.read(node)
    } catch {
      throw BundleRefusal("\(what) can't be read: \(error.message)")
    }
  }

  /// The JSON Schema of the document.
  package var schema: Value {
    EventSchema.document(
      of: record.shape, leading: [("format", format), ("version", "\(Self.major).0")],
      trailing: [], title: "A member of muster's evidence bundles: \(what)")
  }
}
