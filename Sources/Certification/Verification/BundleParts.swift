import Documents
import Evidence
import Reports

/// The parts of a bundle that are read to judge it again, each in its own format.
package struct BundleParts: Sendable {
  package var record: CertificationRecord
  package var settings: RunSettings
  package var plan: PlanRecord
  package var run: RecordedRun
  package var profile: Profile
  package var declaration: Declaration
  /// What the selftest came to; nil where it was not measured.
  package var selftest: CertificationRecord.Selftest?
  /// The input files by the name that the run called them.
  package var contents: [String: [UInt8]] = [:]

  /// Reads every part; throws for the first that has not its format.
  package init(_ bundle: EvidenceBundle) throws(BundleRefusal) {
    typealias Part = EvidenceBundle.Part
    record = try CertificationRecord.file.read(try bundle.bytes(Part.record))
    settings = try RunSettings.file.read(try bundle.bytes(Part.settings))
    plan = try PlanRecord.file.read(try bundle.bytes(Part.plan))
    run = try RecordedRun(reading: try bundle.bytes(Part.events))
    var byRole: [RunSettings.Input.Role: Value] = [:]
    var single: Set<RunSettings.Input.Role> = []
    for input in settings.inputs {
      guard input.member.hasPrefix(Part.inputs) else {
        throw BundleRefusal(
          "its settings name an input that is none: \(MemberName.shown(input.member))")
      }
      // What is judged by must be what the certificate names.
      let isFurther = input.role.isSingle && !single.insert(input.role).inserted
      guard contents[input.name] == nil, !isFurther else {
        throw BundleRefusal(
          "its settings name the \(input.role.rawValue) \(MemberName.shown(input.name)) beside"
            + " another of that name or role")
      }
      let bytes = try bundle.bytes(input.member)
      contents[input.name] = bytes
      guard [.profile, .declaration].contains(input.role) else { continue }
      do {
        byRole[input.role] = try StructuredReader.read(
          bytes, file: SourceFile(name: input.name))
      } catch {
        throw BundleRefusal(Self.text(error, of: "its \(input.role.rawValue)"))
      }
    }
    guard let value = byRole[.profile] else { throw BundleRefusal("it has no profile") }
    do {
      profile = try Profile(value)
      declaration =
        try byRole[.declaration].map { (value) throws(InvalidInput) in
          try Declaration(value, for: try Profile(byRole[.profile] ?? value))
        } ?? Declaration()
    } catch {
      throw BundleRefusal(Self.text(error, of: "its profile or declaration"))
    }
    selftest = try Self.selftest(bundle, record, profile, plan, run)
    try Self.checkReports(bundle)
  }

  private static func text(_ error: InvalidInput, of what: String) -> String {
    "\(what) can't be used: \(error.diagnostics.first?.message ?? "it is malformed")"
  }

  /// What the selftest's own report says, which the certificate only repeats.
  private static func selftest(
    _ bundle: EvidenceBundle, _ record: CertificationRecord, _ profile: Profile,
    _ plan: PlanRecord, _ run: RecordedRun
  ) throws(BundleRefusal) -> CertificationRecord.Selftest? {
    guard let bytes = bundle.members[EvidenceBundle.Part.selftest] else { return nil }
    let node = try StrictJSON.read(bytes, what: "the selftest's report")
    guard let summary = node["summary"], let killed = summary["killed"]?.number?.integer,
      let counted = summary["counted"]?.number?.integer, killed >= 0, killed <= counted,
      let isClean = node["faultless"]?["clean"]?.bool, let faults = node["faults"],
      faults.kind == .array
    else { throw BundleRefusal("the selftest's report has not its format") }
    let fates = faults.items.compactMap { $0["fate"]?.string }
    let tried: Set = ["killed", "survived", "unjudged"]
    guard fates.count(where: { $0 == "killed" }) == killed,
      fates.count(where: tried.contains) == counted
    else {
      throw BundleRefusal("the selftest's report does not list the faults that it counts")
    }
    let skipped = Set(run.results.filter { $0.verdict == .skipped }.map(\.id))
    let planned = plan.cases.map(\.id).filter { !skipped.contains($0) }
    let known = Set(planned)
    let cases = (node["cases"]?.items.compactMap { $0["id"]?.string } ?? [])
      .filter { known.contains($0) }
    // A plan that fails the faultless server is not tried on any fault.
    guard cases == planned || (!isClean && cases.isEmpty) else {
      throw BundleRefusal("the selftest was not made with the plan of the run")
    }
    var alarms = node["faultless"]?["alarms"]?.items.compactMap { $0.string } ?? []
    if alarms.isEmpty, !isClean { alarms = ["its run did not come to its end"] }
    if node["interrupted"]?.bool != false { alarms.append("the selftest was interrupted") }
    return CertificationRecord.Selftest(
      killed: killed, counted: counted, minimum: profile.selftest.minimum,
      server: record.selftest?.server ?? "", alarms: alarms)
  }

  /// Looks at the parts that only people and other tools read.
  private static func checkReports(_ bundle: EvidenceBundle) throws(BundleRefusal) {
    typealias Part = EvidenceBundle.Part
    let archive = try StrictJSON.read(try bundle.bytes(Part.exchanges), what: "the HTTP Archive")
    guard archive["log"]?["version"]?.string == "1.2", archive["log"]?["entries"]?.kind == .array
    else { throw BundleRefusal("its member `\(Part.exchanges)` is no HTTP Archive 1.2") }
    for (name, start) in [
      (Part.junit, "<?xml"), (Part.report, "<!doctype html>"), (Part.page, "<!doctype html>"),
      (Part.badge, "<svg"), (Part.summary, "# "),
    ] {
      guard try bundle.bytes(name).starts(with: start.utf8) else {
        throw BundleRefusal("its member `\(name)` has not its format")
      }
    }
  }
}
