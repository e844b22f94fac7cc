import Documents

/// A YAML file as its writer laid it out: blocks, entries, comments and blank lines, with the text of
/// scalars untouched.
struct YAMLOutline {
  indirect enum Node {
    /// Nothing after the colon or dash.
    case nothing
    /// A scalar or a flow collection, as it is written, perhaps over several lines.
    case text([String])
    /// A block scalar: its header and its lines without their indentation.
    case block(header: String, lines: [String])
    case mapping(Entries)
    case sequence(Entries)
  }

  struct Entries {
    var entries: [Entry]
    /// What stands after the last entry and belongs to it.
    var footer: [Remark] = []
  }

  /// A member of a mapping or an item of a sequence.
  struct Entry {
    var leading: [Remark]
    /// As it is written; nil for an item.
    var key: String?
    /// An anchor or a tag before the value.
    var properties = ""
    /// After the value on its line, or on that of the key where the value is a block.
    var trailing: String?
    var value: Node
  }

  /// A line between entries.
  enum Remark: Equatable {
    case blank
    case comment(String)
    /// `---` or `%YAML 1.2`.
    case marker(String)
  }

  var root: Node
  var footer: [Remark]

  /// Throws for what it can't lay out, with a reason for people.
  init(_ text: String) throws(Unsupported) {
    var reader = YAMLOutlineReader(text)
    (root, footer) = try reader.document()
  }

  /// What the outline has no place for.
  struct Unsupported: Error {
    var line: Int
    var what: String
  }
}
