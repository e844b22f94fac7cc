/// The files of a certification, by name: everything that is needed to judge it again, and a signature
/// over all of it.
package struct EvidenceBundle: Sendable, Hashable {
  /// Bytes of all members together.
  package static let sizeLimit = 512 << 20
  package static let countLimit = 2_000

  package private(set) var members: [String: [UInt8]]

  package init() { members = [:] }

  /// The members of an archive, packed or not.
  package init(archive bytes: [UInt8]) throws(BundleRefusal) {
    let plain = Gzip.isGzip(bytes) ? try Gzip.decompress(bytes, limit: Self.sizeLimit) : bytes
    members = try TarReader.read(plain)
  }

  /// Adds a file; throws for a name that no bundle has, or that is there already.
  package mutating func add(_ name: String, _ bytes: [UInt8]) throws(BundleRefusal) {
    try MemberName.check(name)
    guard members.updateValue(bytes, forKey: name) == nil else {
      throw BundleRefusal("it has \(MemberName.shown(name)) twice")
    }
    guard members.count <= Self.countLimit else {
      throw BundleRefusal("it has more than \(Self.countLimit) members")
    }
  }

  package mutating func replace(_ name: String, with bytes: [UInt8]) { members[name] = bytes }

  package var names: [String] { members.keys.sorted() }

  /// A member that has to be there.
  package func bytes(_ name: String) throws(BundleRefusal) -> [UInt8] {
    guard let bytes = members[name] else {
      throw BundleRefusal("its member `\(name)` is missing")
    }
    return bytes
  }

  /// As an archive; the same bytes for the same members and moment.
  ///
  /// - Parameters:
  ///   - moment: when the files were made, in seconds since 1970.
  ///   - isPacked: as `.tar.gz`.
  package func archive(moment: Int, isPacked: Bool = true) throws(BundleRefusal) -> [UInt8] {
    let plain = TarWriter.write(names.map { ($0, members[$0] ?? []) }, moment: moment)
    return isPacked ? try Gzip.compress(plain) : plain
  }

  /// Every member but the envelope, by its digest.
  package var resources: [Statement.Resource] {
    names.filter { $0 != Part.envelope }.map {
      Statement.Resource(name: $0, sha256: Digest.sha256(members[$0] ?? []))
    }
  }
}

extension EvidenceBundle {
  /// The names of the members that every bundle has, or may have.
  package enum Part {
    package static let envelope = "statement.dsse.json"
    package static let key = "key.pem"
    package static let record = "certificate.json"
    package static let page = "certificate.html"
    package static let summary = "certificate.md"
    package static let badge = "badge.svg"
    package static let settings = "settings.json"
    package static let plan = "plan.json"
    package static let events = "events.ndjson"
    package static let exchanges = "exchanges.har"
    package static let junit = "junit.xml"
    package static let report = "report.html"
    package static let selftest = "selftest.json"
    /// Before the names of the files that the plan was made from.
    package static let inputs = "inputs/"
  }
}
