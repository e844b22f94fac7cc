import Contracts
import Documents
import FoundationEssentials
import Testing

/// Definitions and what versions of the renderer made of them, where they lie beside the package.
///
/// The contract loaded from a rendering equals the one loaded from the definition in every fact but
/// those that `PairLosses` lists, each with its reason.
@Suite(
  "Renderings and their definitions",
  .enabled(
    if: Shared.exists(Shared.pairs), "the pairs (../shared/data/markdown-pairs) are not here"))
struct MarkdownPairTests {
  /// Every definition below the folder of pairs.
  static let pairs: [String] = {
    let found = try? FileManager.default.subpathsOfDirectory(atPath: Shared.pairs.path)
    return (found ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func everyPairIsCovered() {
    #expect(Self.pairs.count == 52)
    let folders = Set(Self.pairs.map(Self.folder))
    #expect(folders == Set(PairLosses.folders.map(\.folder)))
  }

  @Test(arguments: pairs)
  func areEqual(_ pair: String) throws {
    let losses = PairLosses.folders.first { $0.folder == Self.folder(of: pair) }?.losses ?? []
    let unlisted = try Self.differences(pair).filter { line in
      !losses.contains { $0.covers(line) }
    }
    #expect(unlisted.isEmpty, "\(unlisted.joined(separator: "\n"))")
  }

  /// A loss that no pair of its folder has any more must leave the list.
  @Test(arguments: PairLosses.folders)
  func listedLossesAreLosses(_ folder: PairLosses.Folder) throws {
    let pairs = Self.pairs.filter { Self.folder(of: $0) == folder.folder }
    let differences = try pairs.flatMap { try Self.differences($0) }
    for loss in folder.losses {
      #expect(
        differences.contains(where: loss.covers),
        "no loss any more: \(loss.pattern), \(loss.reason)")
    }
  }

  private static func folder(of pair: String) -> String {
    pair.split(separator: "/").dropLast().joined(separator: "/")
  }

  private static func differences(_ pair: String) throws -> [String] {
    let base = Shared.pairs.appending(path: pair)
    let definition = try Shared.load(base.appendingPathExtension("yaml")).contract
    let rendering = try Shared.load(base.appendingPathExtension("md")).contract
    return ContractFacts(definition).differences(to: ContractFacts(rendering))
  }
}
