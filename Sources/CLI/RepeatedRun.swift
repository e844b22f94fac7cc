/// The words by which a run is repeated.
enum RepeatedRun {
  /// Options that say where or how it is reported, which cases, or how many at once; each with its
  /// value.
  private static let dropped: Set<String> = [
    "--report", "--case", "--progress", "--history", "--jobs", "--format",
    "--junit-flavor", "--shard", "--notify", "--notify-format",
  ]
  private static let droppedFlags: Set<String> = [
    "--quiet", "--verbose", "--no-color", "--update-baseline",
  ]

  /// Of the process's own words, without the program's path. Secrets are never among them: they
  /// come from the environment.
  static func words(_ arguments: [String]) -> [String] {
    var words = ["muster"]
    var isValue = false
    for word in arguments.dropFirst() {
      if isValue {
        isValue = false
        continue
      }
      if dropped.contains(word) {
        isValue = true
        continue
      }
      let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
      if droppedFlags.contains(word) || (name != word && dropped.contains(name)) { continue }
      words.append(word)
    }
    return words
  }
}
