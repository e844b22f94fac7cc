import ArgumentParser
import Evidence
import Inputs
import Reports

/// `muster merge`: the results of a run's shards as those of the run.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Merges the results of shards into one set of reports.",
    discussion: """
      Each PATH holds the events of one shard, as `muster run --shard I/N --report ndjson=PATH` wrote \
      them. Verdict, reports and exit code are those that the whole run would have had.

      Exit codes: as for run; 2 also where a shard is missing, there twice, or of another run.
      """)

  @Argument(help: ArgumentHelp("The event files of all shards, in any order.", valueName: "path"))
  var events: [String]

  @OptionGroup var options: MergeOptions
  @OptionGroup var keeping: HistoryOptions
  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    var files: [ShardFile] = []
    for path in events { files.append(try ShardFile(path)) }
    var members: [ShardSet.Member] = []
    for file in files {
      guard let facts = file.facts else { throw Self.cut(file.path) }
      members.append(ShardSet.Member(file: file.path, facts: facts))
    }
    let shards = try valid { () throws(ShardFault) in try ShardSet(members) }
    files = shards.places.map { files[$0] }
    let policy = try options.policy(of: files, shards)
    let notifier = try Notifier(keeping, environment: ProcessEnvironment.variables)
    let history = try keeping.open()
    var setup = options.setup(policy, inputs: events + [keeping.history].compactMap { $0 })
    setup.history = history
    let outputs = try RunOutputs(setup)
    try merge(files, ShardMerge(shards)) { outputs.handle($0) }
    let code = outputs.close()
    await notifier.tell(of: outputs.recorded, in: history)
    if code != 0 { throw ExitCode(code) }
  }

  /// Reads all shards case by case.
  private func merge(
    _ files: [ShardFile], _ start: ShardMerge, _ tell: (RunEvent) -> Void
  ) throws(Failure) {
    var merge = start
    tell(.started(merge.started))
    while true {
      var results: [CaseResult] = []
      var summaries: [RunSummary] = []
      for file in files {
        switch try file.next() {
        case .caseFinished(let result): results.append(result)
        case .finished(let summary): summaries.append(summary)
        case .started, nil: throw Self.cut(file.path)
        }
      }
      if results.isEmpty {
        let (held, summary) = merge.finish(summaries)
        for result in held { tell(.caseFinished(result)) }
        tell(.finished(summary))
        return
      }
      guard summaries.isEmpty else {
        throw .unusable(
          "the shards do not all have the same number of cases",
          remedy: "give streams that --report ndjson=PATH wrote, unchanged")
      }
      let told = try valid { () throws(ShardFault) in try merge.take(results) }
      for result in told { tell(.caseFinished(result)) }
    }
  }

  private static func cut(_ path: String) -> Failure {
    .unusable(
      "the events of \(TerminalText.escaped(path)) end before their run does",
      remedy: "run this shard again")
  }

  private func valid<Result>(_ body: () throws(ShardFault) -> Result) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      throw .unusable(TerminalText.escaped(error.message), remedy: error.remedy)
    }
  }
}
