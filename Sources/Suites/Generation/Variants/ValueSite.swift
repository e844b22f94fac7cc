import Documents
import Schemas

/// A part of a valid value, with what the schemas say about that part.
struct ValueSite {
  let pointer: JSONPointer
  /// The member's name; nil for the whole and for items.
  let name: String?
  let value: Value
  let rules: [Constraints.Rule]
  let constraints: Constraints

  /// What people call the part: `` `owner.age` ``, `` `tags[0]` ``.
  var subject: String {
    guard !pointer.tokens.isEmpty else { return "the value" }
    var text = ""
    for token in pointer.tokens {
      if JSONPointer.arrayIndex(token) != nil {
        text += "[\(token)]"
      } else {
        text += (text.isEmpty ? "" : ".") + token
      }
    }
    return "`" + ValueBuilder.excerpt(text) + "`"
  }

  /// The member's name, or that of the array which holds the item.
  var hint: String? {
    name ?? pointer.tokens.last { JSONPointer.arrayIndex($0) == nil }.map(DomainHints.singular)
  }

  /// The parts of a value, the whole first, then level by level; of an array the first items.
  static func all(in root: Value, of book: SchemaBook) -> [ValueSite] {
    var open: [(pointer: JSONPointer, name: String?, value: Value, rules: [Constraints.Rule])] = [
      (JSONPointer(), nil, root, [Constraints.Rule(place: book.rootPlace)])
    ]
    var sites: [ValueSite] = []
    var next = 0
    while next < open.count, sites.count < GenerationLimits.sites {
      let (pointer, name, value, rules) = open[next]
      next += 1
      guard let document = SchemaBook.document(value) else { continue }
      let constraints = ConstraintReader.read(
        rules, in: book, BranchChoice(following: document.root)
      ).constraints
      sites.append(
        ValueSite(
          pointer: pointer, name: name, value: value, rules: rules, constraints: constraints))
      guard pointer.tokens.count < 8 else { continue }
      switch value.kind {
      case .object(let members):
        for member in members.prefix(GenerationLimits.sites) {
          open.append(
            (
              pointer.appending(member.name), member.name, member.value,
              constraints.rules(forMember: member.name)
            ))
        }
      case .array(let items):
        let count = max(1, min(constraints.frontCount + 1, 4))
        for (index, item) in items.prefix(count).enumerated() {
          open.append((pointer.appending(index), nil, item, constraints.rules(forItem: index)))
        }
      default: break
      }
    }
    return sites
  }
}
