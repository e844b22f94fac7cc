import Contracts
import Documents
package import Evidence

/// A collection holds what was made in it, as long as it is there.
package struct ListedAfterCreateCheck: Check {
  package static let id = "listed-after-create"
  package static let summary = "A collection lists what was created in it, until it is deleted"
  package static let manual = CheckManual(
    demands: """
      After a request that created something, the list of its collection has an item with its id; after \
      a DELETE that succeeded, it has none any more. Whoever lists sees what whoever asks for one thing \
      sees.
      """,
    clauses: ["RFC 9110 §15.3.2", "RFC 9110 §9.3.5"],
    grades: [
      CheckManual.Grade("what was created is not in the list", .doubtful),
      CheckManual.Grade("what was deleted is still in the list", .doubtful),
    ],
    example:
      "GET /things: not listed after it was created (expected an item with id 7, got 3 others)",
    exceptions: [
      "Lists whose items show no ids.",
      "An item that may be on another page: a Link to the next one, a member such as `hasMore` or"
        + " `total` that says so, or as many items as the page may have.",
      "Lists that need a filter: such cases are not made.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard let earlier = answer.earlier, answer.isSuccess, let document = answer.document,
      let made = earlier.made
    else { return [] }
    let listing = Listing(document.root, names: made.names)
    let count = listing.items.count
    switch earlier.relation {
    case .listed:
      guard listing.showsIDs, !listing.contains(made.text), !listing.isPaged(answer) else {
        return []
      }
      return finding(
        answer, .doubtful, "not listed after it was created", pointer: listing.place,
        expected: "an item with \(made.name) \(Excerpt.text(made.text))",
        actual: count == 0 ? "no items" : count == 1 ? "1 other item" : "\(count) other items",
        hint: "it may take a moment, or need a filter; say so in the contract")
    case .unlisted:
      guard listing.contains(made.text) else { return [] }
      return finding(
        answer, .doubtful, "still listed after it was deleted", pointer: listing.place,
        expected: "no item with \(made.name) \(Excerpt.text(made.text))", actual: "one of \(count)",
        hint: "deletion may take effect later, or only mark the thing; say so in the contract")
    case .repeated, .reread, .head: return []
    }
  }
}

extension Answer.Earlier {
  /// What the earlier step made: its id as text, and the members that hold it.
  fileprivate var made: (name: String, text: String, names: [String])? {
    guard let pointer, let body = exchange.response?.body,
      let document = try? JSONReader.read(body, file: SourceFile(name: "<answer>")),
      let text = document.root[pointer]?.idText
    else { return nil }
    let name = pointer.tokens.last ?? "id"
    return (name, text, [name] + names)
  }
}

/// The items of an answer that lists things.
private struct Listing {
  /// Where they stand.
  var place = JSONPointer()
  private(set) var items: [JSONNode] = []
  /// As text, those of items that show one.
  private var ids: Set<String> = []
  private var isList = false
  private let root: JSONNode

  /// Items that are looked at.
  private static let limit = 10_000
  /// Objects around the list.
  private static let depth = 3
  /// A page of nobody knows how many.
  private static let shortestPage = 10

  init(_ root: JSONNode, names: [String]) {
    self.root = root
    guard let list = Self.list(in: root, depth: 0) else { return }
    isList = true
    place = list.pointer
    items = Array(list.items.prefix(Self.limit))
    let plain = Set(names.map(Self.plain))
    for item in items {
      guard item.kind == .object else {
        if let text = item.idText { ids.insert(text) }
        continue
      }
      for member in item.members where plain.contains(Self.plain(member.name)) {
        if let text = member.value.idText { ids.insert(text) }
      }
    }
  }

  /// Whether an item would be known by its id.
  var showsIDs: Bool { isList && (items.isEmpty || !ids.isEmpty) }

  func contains(_ id: String) -> Bool { ids.contains(id) }

  /// Whether there is more of the list than this answer has.
  func isPaged(_ answer: Answer) -> Bool {
    let links = answer.response.headers.values(of: "Link").joined(separator: ",").lowercased()
    if links.contains("rel=\"next\"") || links.contains("rel=next") { return true }
    if root.kind == .object {
      for member in root.members {
        let name = Self.plain(member.name)
        if Self.nextNames.contains(name), member.value.kind != .null, member.value.bool != false,
          member.value.string?.isEmpty != true
        {
          return true
        }
        if Self.totalNames.contains(name), let total = member.value.number?.integer,
          total > items.count
        {
          return true
        }
      }
    }
    let limits = answer.operation.parameters.filter { parameter in
      parameter.location == .query && Self.pageNames.contains(Self.plain(parameter.name))
    }
    guard !limits.isEmpty else { return false }
    let standard = limits.compactMap { parameter in
      answer.contract.document[parameter.schema.pointer]?["default"]?.integer
    }.filter { $0 > 0 }.min()
    return items.count >= standard ?? Self.shortestPage
  }

  private static let nextNames: Set<String> = [
    "next", "nextpage", "nextcursor", "nexttoken", "nextpagetoken", "nextlink", "cursor",
    "continuation", "continuationtoken", "hasmore", "hasnext", "hasnextpage", "odatanextlink",
  ]
  private static let totalNames: Set<String> = [
    "total", "totalcount", "totalitems", "totalresults", "totalelements", "count",
  ]
  private static let pageNames: Set<String> = [
    "limit", "size", "pagesize", "perpage", "maxresults", "maxitems", "pagelimit", "count", "top",
    "first", "page", "pagenumber", "offset", "start", "skip", "cursor", "after", "pagetoken",
  ]

  /// The first array from outside in.
  private static func list(in node: JSONNode, depth: Int) -> JSONNode? {
    if node.kind == .array { return node }
    guard node.kind == .object, depth < Self.depth else { return nil }
    for member in node.members where member.value.kind == .array { return member.value }
    for member in node.members {
      if let found = list(in: member.value, depth: depth + 1) { return found }
    }
    return nil
  }

  /// Without case, dashes, underscores and the like.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension JSONNode {
  /// What can be an id, as text: `7` and `"7"` are the same one.
  fileprivate var idText: String? { string ?? number?.text }
}
