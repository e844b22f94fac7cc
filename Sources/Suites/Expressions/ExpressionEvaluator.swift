import Contracts
import Crypto
import Documents
import Evidence

/// Works out the values of expressions.
struct ExpressionEvaluator {
  /// Bytes of any text that a function makes.
  static let textLimit = 4 << 20
  /// Random characters at most.
  static let randomLimit = 10_000

  let context: ExpressionContext
  let place: String

  func value(of node: Expression.Node) throws(TemplateError) -> Value {
    switch node {
    case .literal(let value): return value
    case .variable(let name, let pointer, let offset):
      guard let value = context.variables[name] else { throw .unknownVariable(name) }
      guard let pointer else { return value }
      guard let part = value[pointer] else {
        throw .expression(
          ExpressionError(.noPart(name: name, pointer: pointer.description), at: offset))
      }
      return part
    case .call(let function, let nodes, let draw, let offset):
      var arguments: [Value] = []
      for node in nodes { arguments.append(try value(of: node)) }
      do throws(ExpressionError) {
        return try Call(function: function, arguments: arguments, draw: draw, offset: offset)
          .value(context, place)
      } catch {
        throw .expression(error)
      }
    }
  }

  /// What is wrong with a call whose arguments are all literals, before anything is sent.
  static func problem(of node: Expression.Node) -> ExpressionError? {
    guard case .call(let function, let nodes, let draw, let offset) = node, function != .env else {
      return nil
    }
    var arguments: [Value] = []
    for node in nodes {
      guard case .literal(let value) = node else { return nil }
      arguments.append(value)
    }
    do throws(ExpressionError) {
      // A day in the middle of the calendar, so that only the arguments can be at fault.
      _ = try Call(function: function, arguments: arguments, draw: draw, offset: offset)
        .value(ExpressionContext(now: 1_000_000_000), "")
      return nil
    } catch {
      return error
    }
  }

  /// One call with the values of its arguments.
  private struct Call {
    let function: ExpressionFunction
    let arguments: [Value]
    let draw: Int
    let offset: Int

    func value(_ context: ExpressionContext, _ place: String) throws(ExpressionError) -> Value {
      switch function {
      case .now: return .string(try moment(context.now).dateTime)
      case .date: return .string(try moment(context.now).date)
      case .epoch: return .integer(try moment(context.now).seconds)
      case .plus: return .string(try moved())
      case .uuid, .random, .randomText, .digits:
        var random = SeededRandom(
          seed: context.seed, labels: context.labels + [place, "\(draw)"])
        return try drawn(&random)
      case .env:
        let name = try string(0, "a name")
        guard let text = context.environment[name] else {
          throw ExpressionError(.unsetEnvironment(name), at: offset)
        }
        return .string(text)
      case .number: return try number()
      case .fromJSON: return try parsed()
      default: return .string(try bounded(try text()))
      }
    }

    // MARK: Text

    private func text() throws(ExpressionError) -> String {
      switch function {
      case .base64: return Base64.encode(Array(arguments[0].plainText.utf8))
      case .base64Decode:
        let text = try string(0, "Base64")
        guard let bytes = Base64.decode(text),
          let decoded = String(validating: bytes, as: UTF8.self)
        else { throw wrong("Base64 of a text", arguments[0]) }
        return decoded
      case .urlEncode: return PercentCoding.encoded(arguments[0].plainText)
      case .sha256:
        return Hexadecimal.text(SHA256.hash(data: Array(arguments[0].plainText.utf8)))
      case .upper: return arguments[0].plainText.uppercased()
      case .lower: return arguments[0].plainText.lowercased()
      case .json: return JSONWriter.text(arguments[0])
      default: return arguments.map(\.plainText).joined()
      }
    }

    private func bounded(_ text: String) throws(ExpressionError) -> String {
      guard text.utf8.count <= textLimit else {
        throw ExpressionError(.tooLarge(function, limit: textLimit), at: offset)
      }
      return text
    }

    private func number() throws(ExpressionError) -> Value {
      if arguments[0].number != nil { return arguments[0] }
      guard let number = arguments[0].string.flatMap({ JSONNumber(text: $0) }) else {
        throw wrong("a number or its text", arguments[0])
      }
      return Value(.number(number))
    }

    private func parsed() throws(ExpressionError) -> Value {
      let text = try string(0, "JSON text")
      guard
        let document = try? JSONReader.read(
          Array(text.utf8), file: SourceFile(name: "<expression>"))
      else { throw wrong("JSON text", arguments[0]) }
      return Value(document)
    }

    // MARK: Time

    private func moment(_ now: Int) throws(ExpressionError) -> Moment {
      guard let moment = Moment(seconds: now) else {
        throw wrong("a time in the years 1 to 9999", .integer(now))
      }
      guard !arguments.isEmpty else { return moment }
      guard let moved = moment.moved(try span(0)) else {
        throw wrong("a duration that stays in the years 1 to 9999", arguments[0])
      }
      return moved
    }

    private func moved() throws(ExpressionError) -> String {
      let text = try string(0, "a date or time of RFC 3339")
      let span = try span(1)
      guard let (moment, isDate, _) = Moment.read(text) else {
        throw wrong("a date or time of RFC 3339", arguments[0])
      }
      if isDate, span.hasTime { throw wrong("whole days to move a date by", arguments[1]) }
      guard let moved = moment.moved(span) else {
        throw wrong("a duration that stays in the years 1 to 9999", arguments[1])
      }
      return isDate ? moved.date : moved.dateTime
    }

    private func span(_ index: Int) throws(ExpressionError) -> TimeSpan {
      guard let span = arguments[index].string.flatMap({ TimeSpan($0) }) else {
        throw wrong("a duration such as `-P1D` or `+PT5M`", arguments[index])
      }
      return span
    }

    // MARK: Chance

    private func drawn(_ random: inout SeededRandom) throws(ExpressionError) -> Value {
      switch function {
      case .uuid: return .string(Self.uuid(&random))
      case .random:
        let low = try integer(0)
        let high = try integer(1)
        let (width, isOver) = high.subtractingReportingOverflow(low)
        guard !isOver, width >= 0, width < Int.max else {
          throw wrong("a lower and a higher whole number", arguments[1])
        }
        return .integer(low + random.below(width + 1))
      default:
        let count = try integer(0)
        guard (1...randomLimit).contains(count) else {
          throw wrong("a whole number from 1 to \(randomLimit)", arguments[0])
        }
        let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        let choice = function == .digits ? letters.prefix(10) : letters[...]
        let bytes = (0..<count).map { _ in choice[random.below(choice.count)] }
        return .string(String(decoding: bytes, as: UTF8.self))
      }
    }

    /// RFC 9562 §5.4.
    private static func uuid(_ random: inout SeededRandom) -> String {
      let high = random.next() & ~0xF000 | 0x4000
      let low = random.next() & ~(0b11 << 62) | 0b10 << 62
      func hex(_ word: UInt64) -> [UInt8] {
        let digits = String(word, radix: 16)
        return Array((String(repeating: "0", count: 16 - digits.utf8.count) + digits).utf8)
      }
      let digits = hex(high) + hex(low)
      return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map {
        String(decoding: digits[$0], as: UTF8.self)
      }.joined(separator: "-")
    }

    // MARK: Arguments

    private func string(_ index: Int, _ wanted: String) throws(ExpressionError) -> String {
      guard let text = arguments[index].string else { throw wrong(wanted, arguments[index]) }
      return text
    }

    private func integer(_ index: Int) throws(ExpressionError) -> Int {
      guard let number = arguments[index].integer else {
        throw wrong("whole numbers", arguments[index])
      }
      return number
    }

    private func wrong(_ wanted: String, _ found: Value) -> ExpressionError {
      // Values may be secret, and long: the type says enough of what no suite wrote.
      ExpressionError(
        .wrongArgument(function, wanted: wanted, found: "this \(found.typeName)"), at: offset)
    }
  }
}

extension Value {
  /// Inside of text: a string as it is, all others as JSON.
  var plainText: String { string ?? JSONWriter.text(self) }
}
