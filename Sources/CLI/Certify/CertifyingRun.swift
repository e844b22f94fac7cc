import Certification
import Checks
import Contracts
import Evidence
import Execution
import Glibc
import Inputs
import Reports
import Servers
import Suites
import Synchronization
import Transport

/// The run of a certification, recorded.
struct CertifyingRun {
  /// What came of it.
  struct Recording {
    var bundle: EvidenceBundle
    var run: RecordedRun
    var settings: RunSettings
  }

  private let inputs: CertificationInputs
  private let target: TargetOptions
  private let pacing: PacingOptions

  init(_ inputs: CertificationInputs, _ target: TargetOptions, _ pacing: PacingOptions) {
    self.inputs = inputs
    self.target = target
    self.pacing = pacing
  }

  func record() async throws -> Recording {
    guard let reference = inputs.reference else { return try await record(target.baseURL ?? "") }
    try BuiltInTarget.checkReference(
      inputs.loaded.contract,
      remedy: "give --base-url with the address of an implementation of \(inputs.spec.spec)")
    var configuration = reference.configuration
    configuration.faults = try AllFaults.named(target.fault, of: inputs.loaded.contract)
    let server: RunningServer
    do {
      server = try await ReferenceServer.start(configuration)
    } catch {
      throw Failure.unusable(
        "the built-in server can't start: \(error)", remedy: "check that loopback ports are free")
    }
    return try await record(server.baseURL)
  }

  private func record(_ baseURL: String) async throws -> Recording {
    let base = try BaseURL(baseURL)
    var clock = try Clock.run(ProcessEnvironment.variables)
    let startedAt = clock.reportedDate ?? clock.date()
    clock.expressionDate = startedAt
    var settings = inputs.settings
    settings.baseURL = base.text
    settings.moment = startedAt
    var found = try CredentialFinder(
      contract: inputs.loaded.contract, fixtures: inputs.fixtures, given: target.credentialNames,
      environment: inputs.environment
    ).find(base)
    found.credentials.headers = try pacing.headers(ProcessEnvironment.variables)
    try inputs.checkSecrets(secrets(found))
    let judgement = inputs.judgement
    let judge = try judgement.judge(
      inputs.loaded, latency: try judgement.latency(inputs.loaded.contract, inputs.fixtures))
    let facts = RunFacts(
      inputs.loaded, digest: inputs.digest, base: base.text, plan: inputs.plan,
      specFiles: [inputs.spec.spec] + inputs.spec.overlay, strictness: judgement.strictness,
      seed: settings.seed, startedAt: startedAt, assumptions: found.assumptions + target.warnings,
      command: RepeatedRun.words(CommandLine.arguments))
    let vault = SecretVault(
      inputs.plan.environmentValues + found.secrets, names: inputs.fixtures.redact)
    let reports = try RecordedReports(
      CertifyingPolicy.of(inputs.profile.profile, settings, judgement))
    defer { reports.remove() }
    let transport = try target.transport()
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: base.text, jobs: target.jobs, retries: target.retries,
        options: target.requestOptions, limits: pacing.limits, deadline: pacing.deadline,
        seed: settings.seed, executor: transport.preferredExecutor),
      judge: judge, transport: transport, credentials: found.credentials, vault: vault,
      clock: clock)
    let texts = SourceTexts(of: inputs.loaded)
    let plan = inputs.plan
    let work = Task {
      await runner.run(plan, facts: facts) { event in
        reports.handle(texts.filled(event) { vault.redactor })
      }
    }
    let signals = Signals { work.cancel() }
    await work.value
    signals.stop()
    transport.shutdown()
    var bundle = EvidenceBundle()
    try reports.finish(into: &bundle)
    for member in inputs.members { bundle.replace(member.name, with: member.bytes) }
    bundle.replace(EvidenceBundle.Part.settings, with: RunSettings.file.bytes(settings))
    bundle.replace(
      EvidenceBundle.Part.plan,
      with: PlanRecord.file.bytes(PlanRecord(cases: inputs.plan.cases.map { PlanRecord.Item($0) })))
    do {
      let events = try bundle.bytes(EvidenceBundle.Part.events)
      return Recording(bundle: bundle, run: try RecordedRun(reading: events), settings: settings)
    } catch {
      throw Failure(
        lines: ["muster: internal error: \(error.message)"], code: ExitStatus.defect)
    }
  }

  /// What no file of the bundle may hold.
  private func secrets(_ found: CredentialFinder.Found) -> [String] {
    let credentials = found.credentials
    let books = [credentials.own, credentials.other, credentials.expired, credentials.wrongScope]
    return found.secrets + credentials.headers.map(\.value)
      + books.compactMap { $0 }.flatMap { book -> [String] in
        var secrets: [String] = []
        switch book.source {
        case .token(let text): secrets.append(text)
        case .client(let client): secrets.append(client.clientSecret)
        case .notNeeded, .unavailable: break
        }
        for credential in book.schemes.values {
          switch credential {
          case .basic(_, let password): secrets.append(password)
          case .apiKey(_, _, let value): secrets.append(value)
          case .token: break
          }
        }
        return secrets
      }
  }
}

/// The reports of a bundle, written into a folder of their own until the run is over.
private final class RecordedReports: Sendable {
  private static let formats = [
    ("ndjson", EvidenceBundle.Part.events), ("junit", EvidenceBundle.Part.junit),
    ("html", EvidenceBundle.Part.report), ("har", EvidenceBundle.Part.exchanges),
  ]

  private let folder: String
  private let reporters: [any Reporter]
  private let lost = Mutex<String?>(nil)

  init(_ policy: RunPolicy) throws {
    let parent = ProcessEnvironment.variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let tag = String(UInt64.random(in: .min ... .max), radix: 36)
    folder = "\(parent)/muster-certify-\(tag)"
    guard mkdir(folder, 0o700) == 0 else {
      throw Failure.unusable(
        "there is no room for the evidence in \(parent): \(String(cString: strerror(errno)))",
        remedy: "set TMPDIR to a folder that can be written")
    }
    let folder = folder
    do {
      reporters = try Self.formats.map { format, name in
        try AllReporters.make(format: format, path: "\(folder)/\(name)", policy: policy)
      }
    } catch {
      throw Failure(lines: ["muster: error: \(error)"], code: ExitStatus.defect)
    }
  }

  func handle(_ event: RunEvent) {
    for reporter in reporters {
      do {
        try reporter.handle(event)
      } catch {
        lost.withLock { $0 = $0 ?? "\(error)" }
      }
    }
  }

  func finish(into bundle: inout EvidenceBundle) throws {
    for reporter in reporters {
      do {
        try reporter.close()
      } catch {
        lost.withLock { $0 = $0 ?? "\(error)" }
      }
    }
    if let problem = lost.withLock({ $0 }) {
      throw Failure(lines: ["muster: error: \(problem)"], code: ExitStatus.defect)
    }
    for (_, name) in Self.formats {
      bundle.replace(name, with: try InputFile.read("\(folder)/\(name)", what: "the evidence"))
    }
  }

  func remove() {
    for (_, name) in Self.formats { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }
}
