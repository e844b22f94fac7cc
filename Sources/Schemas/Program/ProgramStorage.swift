internal import Documents
internal import Synchronization

/// Owns a program and the memory of its view.
///
/// `@unchecked Sendable`: nothing is written after `init`, but for the atomic `MemberSlot.next`.
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
    let layout = ProgramLayout(program)
    let members = UnsafeMutablePointer<ProgramView.MemberSlot>.allocate(
      capacity: max(1, layout.members.count))
    for place in layout.members.indices {
      (members + place).initialize(
        to: ProgramView.MemberSlot(
          member: layout.members[place], next: Atomic(layout.successors[place])))
    }
    release.append {
      members.deinitialize(count: layout.members.count)
      members.deallocate()
    }
    func base<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
      let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
      for (place, element) in elements.enumerated() { (memory + place).initialize(to: element) }
      release.append { memory.deallocate() }
      return UnsafePointer(memory)
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
      patterns: pinned(program.patterns.map(\.code)), shapes: base(layout.shapes),
      edges: base(layout.edges),
      groups: base(layout.groups), checks: base(layout.checks), objects: base(layout.objects),
      members: UnsafePointer(members), ranges: base(layout.ranges))
    memory.initialize(to: view)
    release.append { memory.deallocate() }
    self.view = UnsafePointer(memory)
    self.release = release
  }

  deinit {
    for action in release { action() }
  }
}
