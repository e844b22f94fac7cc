package import Documents

extension Value {
  /// The names in `${name}` anywhere below.
  package var variables: Set<String> {
    var names: Set<String> = []
    var pending = [self]
    while let value = pending.popLast() {
      switch value.kind {
      case .string(let text):
        for piece in VariableText(text).pieces {
          if case .variable(let name) = piece { names.insert(name) }
        }
      case .array(let items): pending += items
      case .object(let members): pending += members.members.map(\.value)
      default: break
      }
    }
    return names
  }

  /// The value with its variables filled in. A string that is one variable and nothing else becomes
  /// the variable's value, type and all.
  package func filled(from variables: [String: Value]) throws(TemplateError) -> Value {
    switch kind {
    case .string(let text):
      return Value(try VariableText(text).filled(from: variables).kind, at: range)
    case .array(let items):
      var filled: [Value] = []
      for item in items { filled.append(try item.filled(from: variables)) }
      return .array(filled, at: range)
    case .object(var members):
      for member in members { members[member.name] = try member.value.filled(from: variables) }
      return .object(members, at: range)
    default: return self
    }
  }
}

extension Value {
  /// The value with those variables replaced that are known, and the others left as they are.
  package func replacingVariables(_ known: (String) -> Value?) -> Value {
    switch kind {
    case .string(let text):
      return Value(VariableText(text).replacing(known).kind, at: range)
    case .array(let items):
      return .array(items.map { $0.replacingVariables(known) }, at: range)
    case .object(var members):
      for member in members { members[member.name] = member.value.replacingVariables(known) }
      return .object(members, at: range)
    default: return self
    }
  }
}

/// A string cut at its variables: `${name}`, with `$${` for a literal `${`.
struct VariableText {
  enum Piece: Equatable {
    case text(String)
    case variable(String)
  }

  let pieces: [Piece]

  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if previous == "$", scalar == "{" { result.append("$") }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }

  init(_ text: String) {
    var pieces: [Piece] = []
    var plain = ""
    var rest = Substring(text)
    while let start = rest.firstOpening {
      let isEscaped = rest[..<start.lowerBound].utf8.last == UInt8(ascii: "$")
      if isEscaped {
        plain += rest[..<start.lowerBound].dropLast() + "${"
        rest = rest[start.upperBound...]
        continue
      }
      guard let end = rest[start.upperBound...].utf8.firstIndex(of: UInt8(ascii: "}")) else {
        break
      }
      plain += rest[..<start.lowerBound]
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(.variable(String(rest[start.upperBound..<end])))
      rest = rest[rest.utf8.index(after: end)...]
    }
    plain += rest
    if !plain.isEmpty || pieces.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  /// A variable that is not known stays as it was written; so does an escaped one, because what is
  /// left is read again.
  func replacing(_ known: (String) -> Value?) -> Value {
    if pieces.count == 1, case .variable(let name) = pieces[0], let value = known(name) {
      return value
    }
    return .string(
      pieces.map { piece in
        switch piece {
        case .text(let text): VariableText.escaped(text)
        case .variable(let name):
          known(name).map { $0.string ?? JSONWriter.text($0) } ?? "${\(name)}"
        }
      }.joined())
  }

  func filled(from variables: [String: Value]) throws(TemplateError) -> Value {
    if pieces.count == 1, case .variable(let name) = pieces[0] {
      guard let value = variables[name] else { throw .unknownVariable(name) }
      return value
    }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .variable(let name):
        guard let value = variables[name] else { throw .unknownVariable(name) }
        result += value.string ?? JSONWriter.text(value)
      }
    }
    return .string(result)
  }
}

extension Substring {
  /// Where a variable first opens, byte by byte: a combining mark after it changes nothing.
  fileprivate var firstOpening: Range<Index>? {
    let bytes = utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      if next < bytes.endIndex, bytes[index] == UInt8(ascii: "$"),
        bytes[next] == UInt8(ascii: "{")
      {
        return index..<bytes.index(after: next)
      }
      index = next
    }
    return nil
  }
}
