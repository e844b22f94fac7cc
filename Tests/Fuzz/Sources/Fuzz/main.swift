internal import CLibFuzzer
internal import Documents
internal import FoundationEssentials
internal import Glibc

// usage: Fuzz TARGET [libFuzzer's options] FOLDER…   looks for inputs that break the target
//        Fuzz TARGET FILE…                           tries these inputs, once each
//        Fuzz --list                                 names the targets
//        Fuzz --seeds SHARED FOLDER                  makes seeds of the public test suites

/// The target that this process runs; set once, before libFuzzer calls back.
nonisolated(unsafe) private var chosen: FuzzTarget?

private let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "--list":
  for target in AllTargets.targets { print(target.name) }
case "--seeds" where arguments.count == 3:
  try Seeds.write(from: Array(arguments)[1], to: Array(arguments)[2])
case let name?:
  guard let target = AllTargets.targets.first(where: { $0.name == name }) else {
    fatalError("no target is named \(name); choose one of --list")
  }
  chosen = target
  // libFuzzer starts itself again with the same arguments, so the name stays among them; a word
  // with a leading hyphen that it doesn't know is ignored.
  var count = CommandLine.argc - 1
  var rest: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
  exit(
    LLVMFuzzerRunDriver(&count, &rest) { start, count in
      let bytes = [UInt8](UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
      return chosen?.run(bytes) == .uninteresting ? -1 : 0
    })
case nil:
  fatalError("name a target; choose one of --list")
}

/// libFuzzer asks for another input; every fourth time bytes are changed, as it does by itself.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int, _ seed: CUnsignedInt
) -> Int {
  if seed % 4 > 0, let mutate = chosen?.mutate,
    let changed = mutate([UInt8](UnsafeBufferPointer(start: start, count: count)), UInt64(seed)),
    changed.count <= room
  {
    _ = UnsafeMutableBufferPointer(start: start, count: room).update(fromContentsOf: changed)
    return changed.count
  }
  return LLVMFuzzerMutate(start, count, room)
}
