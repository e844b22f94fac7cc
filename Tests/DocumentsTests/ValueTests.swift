import Documents
import Testing

@Suite("Values and their ranges")
struct ValueTests {
  /// Lines and columns, and what a range makes of them.
  static let places: [(line: Int, column: Int, keptLine: Int, keptColumn: Int)] = [
    (1, 1, 1, 1), (0, 0, 0, 0), (-1, -7, 134_217_727, 134_217_727), (1, 0, 1, 0),
    (123_456, 789, 123_456, 789),
    (134_217_727, 134_217_727, 134_217_727, 134_217_727),
    (134_217_728, 1, 134_217_727, 1), (1, .max, 1, 134_217_727),
    (.max, .max, 134_217_727, 134_217_727),
  ]

  @Test(arguments: places.indices)
  func rangesKeepTheirPlaces(_ row: Int) {
    let (line, column, keptLine, keptColumn) = Self.places[row]
    let kept = SourcePosition(line: keptLine, column: keptColumn)
    let other = SourcePosition(line: 7, column: 9)
    let place = SourcePosition(line: line, column: column)
    for file in Self.files {
      let starting = SourceRange(file: file, start: place, end: other)
      #expect(starting.start == kept && starting.end == other && starting.file == file)
      var ending = SourceRange(file: file, start: other)
      #expect(ending.end == other)
      ending.end = place
      #expect(ending.start == other && ending.end == kept && ending.file == file)
      ending.start = place
      ending.file = SourceFile(name: "another")
      #expect(ending.start == kept && ending.end == kept && ending.file.name == "another")
      #expect(Value(.null, at: starting).range == starting)
      #expect(
        Value(.null, at: starting).range?.description == "\(file.name):\(keptLine):\(keptColumn)")
    }
  }

  /// More than a thousand, so that their numbers take both parts that a range has for them.
  static let files = (0..<1100).map { SourceFile(name: "file \($0)") }.filter {
    ["file 0", "file 1", "file 1099"].contains($0.name)
  }

  @Test func valuesWithoutARangeHaveNone() {
    #expect(Value.null.range == nil)
    #expect(Value.string("a").range == nil)
    var value = Value.integer(
      1, at: SourceRange(file: Self.files[0], start: SourcePosition(line: 1, column: 1)))
    value.range = nil
    #expect(value.range == nil && value.integer == 1)
    #expect(ValueObject.Member(name: "a", value: value).nameRange == nil)
  }

  /// Each kind, whether it was made by its name or as a kind, says what it is and nothing else.
  @Test func kindsAreToldApart() {
    let range = SourceRange(file: Self.files[0], start: SourcePosition(line: 2, column: 3))
    let values: [Value] = [
      .null, .bool(true), .bool(false), .integer(-12), .string(""),
      .string("a text of some length"),
      .array([]), .array([.null, .string("x")]), .object(ValueObject()), .object([("a", .null)]),
    ]
    for value in values {
      var copy = Value.null
      copy.range = range
      copy.kind = value.kind
      #expect(copy.range == range)
      for value in [value, copy] {
        let answers = [
          value.isNull, value.bool != nil, value.number != nil, value.string != nil,
          value.array != nil, value.object != nil,
        ]
        let names = ["null", "boolean", "number", "string", "array", "object"]
        #expect(zip(names, answers).filter(\.1).map(\.0) == [value.typeName])
        #expect(value.isObject == (value.object != nil))
        #expect(JSONWriter.text(value) == JSONWriter.text(copy))
      }
    }
    #expect(values[1].bool == true && values[2].bool == false && values[3].integer == -12)
    #expect(values[5].string == "a text of some length" && values[7][1]?.string == "x")
    #expect(values[7]["a"] == nil && values[9]["a"]?.isNull == true && values[9][0] == nil)
    #expect(values[9].text("a") == nil && values[7].text("a") == nil)
    #expect(values[7][2] == nil && values[7][-1] == nil)
  }

  /// Changes by chance, of objects that share their members, against lists that do the same.
  @Test(arguments: 0..<40)
  func objectsAreChangedByThemselves(_ seed: UInt64) {
    var generator = SplitMix(state: seed)
    var objects = [ValueObject()]
    var models: [[(name: String, value: Int)]] = [[]]
    for step in 0..<400 {
      let place = Int.random(in: objects.indices, using: &generator)
      let name = "é\(Int.random(in: 0..<(seed % 2 == 0 ? 9 : 40), using: &generator))"
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        // Both hold the same members from now on.
        objects.append(objects[place])
        models.append(models[place])
      case 1...2:
        objects[place][name] = nil
        models[place].removeAll { $0.name == name }
      case 3:
        objects[place] = objects[place].mapValues { .integer(($0.integer ?? 0) + 1) }
        models[place] = models[place].map { ($0.name, $0.value + 1) }
      case 4:
        objects[place].set(ValueObject.Member(name: name, value: .integer(step)))
        Self.set(name, step, in: &models[place])
      default:
        objects[place][name] = .integer(step)
        Self.set(name, step, in: &models[place])
      }
      if objects.count > 6 {
        objects.removeFirst()
        models.removeFirst()
      }
    }
    for (object, model) in zip(objects, models) {
      #expect(object.names == model.map(\.name))
      #expect(object.map { $0.value.integer } == model.map(\.value))
      #expect(object.count == model.count && object.isEmpty == model.isEmpty)
      for number in 0..<41 {
        let name = "é\(number)"
        let expected = model.first { $0.name == name }?.value
        #expect(object[name]?.integer == expected)
        #expect(object.member(name)?.value.integer == expected)
      }
      for place in object.indices {
        #expect(object.name(at: place) == model[place].name)
        #expect(object.value(at: place).integer == model[place].value)
        #expect(object.text(at: place) == nil && object[place].name == model[place].name)
      }
      #expect(object.reversed().map(\.name) == model.reversed().map(\.name))
    }
  }

  private static func set(
    _ name: String, _ value: Int, in model: inout [(name: String, value: Int)]
  ) {
    if let known = model.firstIndex(where: { $0.name == name }) {
      model[known].value = value
    } else {
      model.append((name, value))
    }
  }
}
