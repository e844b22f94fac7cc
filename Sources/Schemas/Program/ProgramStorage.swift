internal import Documents

/// The parts of a program that a validator reads at every step, at fixed addresses.
///
/// Plain pointers, because array accesses through a struct cost reference counting and checks that
/// tripled the time of a validation. Sound because the memory belongs to a `ProgramStorage`, is
/// written only before that is handed out, and all indexes into it come from the compiler.
struct ProgramView {
  var schemas: UnsafeBufferPointer<SchemaRecord>
  var instructions: UnsafeBufferPointer<Instruction>
  var lists: UnsafeBufferPointer<Int32>
  var memberRules: UnsafeBufferPointer<SchemaProgram.MemberRules>
  var memberEntries: UnsafeBufferPointer<SchemaProgram.MemberEntry>
  /// Followed by eight zero bytes.
  var names: UnsafeBufferPointer<UInt8>
  var slots: UnsafeBufferPointer<Int32>
  var patternMembers: UnsafeBufferPointer<SchemaProgram.PatternMember>
  var integerBounds: UnsafeBufferPointer<IntegerBound>
  var textSets: UnsafeBufferPointer<TextSet>
  var texts: UnsafeBufferPointer<TextEntry>
  /// Compiled patterns, nil where PCRE2 has no means for one.
  var patterns: UnsafeBufferPointer<OpaquePointer?>

  /// A bound that is a machine integer, or none.
  struct IntegerBound {
    var value: Int
    var isInteger: Bool
    var isExclusive: Bool
  }

  /// The strings of a value set, in the order of their hashes.
  struct TextSet {
    var start: Int32
    var count: Int32
    /// The kinds of all values of the set.
    var types: UInt8
  }

  struct TextEntry {
    var hash: UInt32
    var start: Int32
    var count: Int32
  }
}

/// Owns a program and the memory of its view.
///
/// `@unchecked Sendable`: nothing is written after `init`.
final class ProgramStorage: @unchecked Sendable {
  let program: SchemaProgram
  let view: UnsafePointer<ProgramView>
  let hasDynamicReferences: Bool
  private var release: [() -> Void]

  init(_ program: SchemaProgram) {
    self.program = program
    hasDynamicReferences = program.hasDynamicReferences
    var release: [() -> Void] = []
    func pinned<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
      let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
      _ = memory.initialize(from: elements)
      release.append { memory.deallocate() }
      return UnsafeBufferPointer(rebasing: memory[..<elements.count])
    }
    var names = program.memberNames
    var texts: [ProgramView.TextEntry] = []
    var textSets: [ProgramView.TextSet] = []
    for set in program.valueSets {
      let start = texts.count
      var entries: [ProgramView.TextEntry] = []
      for text in set.texts {
        entries.append(
          ProgramView.TextEntry(
            hash: text.withUnsafeBufferPointer { KeyHash.of($0) },
            start: Int32(clamping: names.count), count: Int32(clamping: text.count)))
        names += text
      }
      texts += entries.sorted { $0.hash < $1.hash }
      textSets.append(
        ProgramView.TextSet(
          start: Int32(clamping: start), count: Int32(clamping: set.texts.count), types: set.types))
    }
    // Names are compared eight bytes at a time, the last time perhaps beyond their end.
    names += repeatElement(0, count: 8)
    let memory = UnsafeMutablePointer<ProgramView>.allocate(capacity: 1)
    let view = ProgramView(
      schemas: pinned(program.schemas), instructions: pinned(program.instructions),
      lists: pinned(program.lists), memberRules: pinned(program.memberRules),
      memberEntries: pinned(program.memberEntries), names: pinned(names),
      slots: pinned(program.slots), patternMembers: pinned(program.patternMembers),
      integerBounds: pinned(
        program.bounds.map { bound in
          ProgramView.IntegerBound(
            value: bound.integer ?? 0, isInteger: bound.integer != nil,
            isExclusive: bound.isExclusive)
        }),
      textSets: pinned(textSets), texts: pinned(texts),
      patterns: pinned(program.patterns.map(\.code)))
    memory.initialize(to: view)
    release.append { memory.deallocate() }
    self.view = UnsafePointer(memory)
    self.release = release
  }

  deinit {
    for action in release { action() }
  }
}
