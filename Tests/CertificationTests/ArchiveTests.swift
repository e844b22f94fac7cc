import Certification
import Testing

@Suite("Archives of bundles")
struct ArchiveTests {
  private func bundle() throws -> EvidenceBundle {
    var bundle = EvidenceBundle()
    try bundle.add("b.json", Array("{}".utf8))
    try bundle.add("inputs/01-a", Array(repeating: 7, count: 1_500))
    try bundle.add("empty", [])
    try bundle.add("block", Array(repeating: 1, count: 512))
    return bundle
  }

  @Test("what is written is read back", arguments: [true, false])
  func roundTrip(_ isPacked: Bool) throws {
    let bundle = try bundle()
    #expect(
      try EvidenceBundle(archive: bundle.archive(moment: 1_700_000_000, isPacked: isPacked))
        == bundle)
  }

  @Test("the same files and moment give the same bytes")
  func reproducible() throws {
    #expect(try bundle().archive(moment: 5) == bundle().archive(moment: 5))
    #expect(try bundle().archive(moment: 5) != bundle().archive(moment: 6))
  }

  @Test("an archive that is cut anywhere is refused")
  func cut() throws {
    for isPacked in [true, false] {
      let whole = try bundle().archive(moment: 5, isPacked: isPacked)
      for count in stride(from: 0, to: whole.count, by: isPacked ? 1 : 37) {
        #expect(throws: BundleRefusal.self, "\(count)") {
          try EvidenceBundle(archive: Array(whole.prefix(count)))
        }
      }
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var members: [TarFile.Member]
    var message: String
  }

  static let rows = [
    Row(
      testDescription: "a path that leads out", members: [TarFile.Member("../evil")],
      message: "a name that no bundle has: `../evil`"),
    Row(
      testDescription: "a path that leads out in its middle",
      members: [TarFile.Member("a/../../b")],
      message: "a name that no bundle has"),
    Row(
      testDescription: "an absolute path", members: [TarFile.Member("/etc/passwd")],
      message: "a name that no bundle has: `/etc/passwd`"),
    Row(
      testDescription: "another system's path", members: [TarFile.Member(#"..\evil"#)],
      message: "a name that no bundle has"),
    Row(
      testDescription: "a name with a line end", members: [TarFile.Member("a\nb")],
      message: "a name that no bundle has: `a?b`"),
    Row(
      testDescription: "a prefix that leads out",
      members: [TarFile.Member("x", prefix: "..")], message: "a name that no bundle has: `../x`"),
    Row(
      testDescription: "a folder outside", members: [TarFile.Member("../", type: "5")],
      message: "a name that no bundle has"),
    Row(
      testDescription: "a symbolic link", members: [TarFile.Member("a", type: "2", link: "/etc")],
      message: "the archive has a link, `a`"),
    Row(
      testDescription: "a hard link", members: [TarFile.Member("a", type: "1", link: "b")],
      message: "the archive has a link, `a`"),
    Row(
      testDescription: "a device", members: [TarFile.Member("a", type: "3")],
      message: "no plain file, `a`"),
    Row(
      testDescription: "a pipe", members: [TarFile.Member("a", type: "6")],
      message: "no plain file, `a`"),
    Row(
      testDescription: "a long name of GNU tar", members: [TarFile.Member("a", type: "L")],
      message: "no plain file, `a`"),
    Row(
      testDescription: "a header of pax", members: [TarFile.Member("a", type: "x")],
      message: "no plain file, `a`"),
    Row(
      testDescription: "a member twice", members: [TarFile.Member("a"), TarFile.Member("a")],
      message: "the archive has `a` twice"),
    Row(
      testDescription: "a huge member", members: [TarFile.Member("a", size: 1 << 32)],
      message: "`a` has 4096 MiB"),
    Row(
      testDescription: "a member larger than the archive",
      members: [TarFile.Member("a", size: 100_000)], message: "cut off in `a`"),
    Row(
      testDescription: "a size that is no number",
      members: [TarFile.Member("a", sizeText: "-0000000001")], message: "`a` has no sensible size"),
    Row(
      testDescription: "a wrong sum", members: [TarFile.Member("a", sum: 0)],
      message: "damaged, or is no tar archive"),
    Row(
      testDescription: "too many members",
      members: (0...EvidenceBundle.countLimit).map { TarFile.Member("m\($0)") },
      message: "more than 2000 members"),
  ]

  @Test("a hostile archive is refused with one line", arguments: rows)
  func hostile(_ row: Row) {
    let refusal = #expect(throws: BundleRefusal.self) {
      try EvidenceBundle(archive: TarFile.bytes(row.members))
    }
    #expect(refusal?.message.contains(row.message) == true, "\(refusal?.message ?? "")")
    #expect(refusal?.message.contains("\n") == false)
  }

  @Test("a bomb costs nothing")
  func bomb() throws {
    // A gzip stream that says at its end that it unpacks to 3 GiB.
    var bytes = try bundle().archive(moment: 5)
    bytes.replaceSubrange((bytes.count - 4)..., with: [0, 0, 0, 0xC0])
    let large = #expect(throws: BundleRefusal.self) { try EvidenceBundle(archive: bytes) }
    #expect(large?.message.contains("unpacks to 3072 MiB") == true, "\(large?.message ?? "")")
    // And one that says less than it holds.
    bytes.replaceSubrange((bytes.count - 4)..., with: [1, 0, 0, 0])
    let small = #expect(throws: BundleRefusal.self) { try EvidenceBundle(archive: bytes) }
    #expect(small?.message.contains("does not end as it says") == true, "\(small?.message ?? "")")
  }

  @Test("two gzip members in a row are refused")
  func members() throws {
    let bytes = try bundle().archive(moment: 5)
    #expect(throws: BundleRefusal.self) { try EvidenceBundle(archive: bytes + bytes) }
  }

  @Test("an archive that GNU tar made of a folder is read")
  func foreign() throws {
    let bundle = try EvidenceBundle(
      archive: TarFile.bytes([
        TarFile.Member("./", type: "5"), TarFile.Member("./inputs/", type: "5"),
        TarFile.Member("./inputs/a"),
      ]))
    #expect(bundle.names == ["inputs/a"])
  }
}

/// Archives that nobody would write by accident.
enum TarFile {
  struct Member: Sendable {
    var name: String
    var prefix: String
    var type: String
    var link: String
    var sizeText: String
    var sum: Int?

    init(
      _ name: String, prefix: String = "", type: String = "0", link: String = "", size: Int = 0,
      sizeText: String? = nil, sum: Int? = nil
    ) {
      self.name = name
      self.prefix = prefix
      self.type = type
      self.link = link
      self.sizeText =
        sizeText
        ?? String(repeating: "0", count: 11 - String(size, radix: 8).count)
        + String(size, radix: 8)
      self.sum = sum
    }
  }

  static func bytes(_ members: [Member]) -> [UInt8] {
    members.flatMap(header) + [UInt8](repeating: 0, count: 1024)
  }

  private static func header(_ member: Member) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      block.replaceSubrange(place..<(place + text.utf8.count), with: text.utf8)
    }
    put(member.name, at: 0)
    put(member.sizeText, at: 124)
    put("        ", at: 148)
    put(member.type, at: 156)
    put(member.link, at: 157)
    put("ustar", at: 257)
    put("00", at: 263)
    put(member.prefix, at: 345)
    let sum = member.sum ?? block.reduce(0) { $0 + Int($1) }
    let octal = String(sum, radix: 8)
    put(String(repeating: "0", count: 6 - octal.count) + octal, at: 148)
    block[154] = 0
    return block
  }
}
