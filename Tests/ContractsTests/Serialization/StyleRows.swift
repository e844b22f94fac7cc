import Contracts
import Documents
import Testing

/// A value, the parameter that holds it, and the exact text that is sent for it.
struct StyleRow: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var notation: ParameterNotation
  /// A schema that the value conforms to, in YAML.
  var schema: String
  var value: Value
  /// Nil where nothing is sent.
  var text: String?
  /// What is read back where that isn't the value itself; nil where nothing is.
  var readBack: Value?
  /// Why the notation can't carry the value; nil where it can.
  var loss: String?
}

enum StyleRows {
  typealias Style = Contract.Parameter.Style
  typealias Location = Contract.Parameter.Location

  static let empty = Value.string("")
  static let primitive = Value.string("blue")
  static let array = Value.array([.string("blue"), .string("black"), .string("brown")])
  static let object = Value.object([
    ("R", .integer(100)), ("G", .integer(200)), ("B", .integer(150)),
  ])

  /// The table of OpenAPI 3.0.4 §4.7.12.4 with the row that 3.2 §4.12.6 adds, and Swagger 2.0's tsv;
  /// nil is its "n/a".
  static let standard: [StyleRow] =
    table(
      .path, .simple,
      plain: (nil, "blue", "blue,black,brown", "R,100,G,200,B,150"),
      exploded: (nil, "blue", "blue,black,brown", "R=100,G=200,B=150"))
    + table(
      .path, .label, plain: (".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
      exploded: (".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"))
    + table(
      .path, .matrix,
      plain: (";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
      exploded: (
        ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"
      ))
    + table(
      .query, .form,
      plain: ("color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
      exploded: (
        "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"
      ))
    + table(
      .query, .spaceDelimited,
      plain: (nil, nil, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"))
    + table(
      .query, .pipeDelimited,
      plain: (nil, nil, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"))
    + table(.query, .tabDelimited, plain: (nil, nil, "color=blue%09black%09brown", nil))
    + table(
      .query, .deepObject,
      exploded: (nil, nil, nil, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"))
    + table(
      .header, .simple, plain: ("", "blue", "blue,black,brown", "R,100,G,200,B,150"),
      exploded: ("", "blue", "blue,black,brown", "R=100,G=200,B=150"))
    + table(
      .cookie, .form,
      plain: ("color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
      exploded: ("color=", "color=blue", nil, nil))
    + table(
      .cookie, .cookie,
      plain: ("color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
      exploded: (
        "color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"
      ))

  private typealias Texts = (empty: String?, primitive: String?, array: String?, object: String?)

  private static func table(
    _ location: Location, _ style: Style, plain: Texts? = nil, exploded: Texts? = nil
  ) -> [StyleRow] {
    var rows: [StyleRow] = []
    for (texts, isExploded) in [(plain, false), (exploded, true)] {
      guard let texts else { continue }
      let notation = ParameterNotation(
        name: "color", location: location, style: style, isExploded: isExploded)
      let cells: [(String, String, Value, String?)] = [
        ("empty", "type: string", empty, texts.empty),
        ("primitive", "type: string", primitive, texts.primitive),
        ("array", "type: array, items: {type: string}", array, texts.array),
        (
          "object",
          "type: object, properties: {R: {type: integer}},"
            + " additionalProperties: {type: integer}", object, texts.object
        ),
      ]
      for (name, schema, value, text) in cells {
        guard let text else { continue }
        let words = "\(location) \(style)\(isExploded ? " exploded" : "") \(name)"
        rows.append(
          StyleRow(
            testDescription: words, notation: notation, schema: schema, value: value, text: text))
      }
    }
    return rows
  }
}

extension StyleRow {
  /// The text that is sent for the value, in the place that its location has.
  func written() throws(SerializationError) -> String? {
    let writer = ParameterWriter(notation)
    switch notation.location {
    case .path: return try writer.path(value)
    case .header: return try writer.field(value)
    case .cookie:
      let pairs = try writer.pairs(value)
      return pairs.isEmpty ? nil : pairs.joined(separator: "; ")
    case .query, .form, .querystring:
      let pairs = try writer.pairs(value)
      return pairs.isEmpty ? nil : pairs.joined(separator: "&")
    }
  }
}
