import Contracts
import Documents
import Schemas

/// Reads a definition with its overlays and whatever it refers to, from files or the network.
struct SpecLoader {
  /// A path or a URL.
  var spec: String
  /// Paths of overlays, in the order in which they apply.
  var overlays: [String] = []
  /// Folders besides the definition's own whose files it may refer to.
  var allowedFolders: [String] = []
  /// Whether references to the network are fetched.
  var allowsRemote = false

  /// How often references to the network may lead to further ones.
  private static let roundLimit = 100

  /// Reads and joins them; warnings go to the caller with the contract.
  func load() async throws(Failure) -> LoadedContract {
    try await loadWithDigest().contract
  }

  /// Reads and joins them; warnings go to the caller with the contract, which comes with the digest of
  /// all that it was made of.
  func loadWithDigest() async throws(Failure) -> (contract: LoadedContract, digest: String) {
    let read = try await loadWithFiles()
    return (read.contract, read.digest)
  }

  /// A contract with all the bytes that it was made of.
  struct WithFiles {
    var contract: LoadedContract
    var digest: String
    /// Where the definition was read in the end.
    var address: String
    var spec: [UInt8]
    var overlays: [[UInt8]]
    /// The files that it refers to, in the order of first reading.
    var references: [(file: SourceFile, bytes: [UInt8])]
  }

  /// The same with the bytes.
  func loadWithFiles() async throws(Failure) -> WithFiles {
    let read = try await readAll()
    switch read.result {
    case .success(var loaded):
      loaded.diagnostics += loaded.compileWarnings()
      return WithFiles(
        contract: loaded, digest: read.digest, address: read.address, spec: read.spec,
        overlays: read.overlays, references: read.references)
    case .failure(let error): throw Failure(error)
    }
  }

  /// Reads and joins them, schemas uncompiled; what prevents a contract is the result's failure.
  /// Throws where a file can't be read at all.
  func read() async throws(Failure) -> Result<LoadedContract, InvalidInput> {
    try await readAll().result
  }

  /// What was read, be it a contract or not.
  private struct Read {
    var result: Result<LoadedContract, InvalidInput>
    var digest: String
    var address: String
    var spec: [UInt8]
    var overlays: [[UInt8]]
    var references: [(file: SourceFile, bytes: [UInt8])]
  }

  private func readAll() async throws(Failure) -> Read {
    var overlays: [(bytes: [UInt8], file: SourceFile)] = []
    for path in self.overlays {
      overlays.append((try InputFile.read(path, what: "the overlay"), SourceFile(name: path)))
    }
    let (bytes, address) = try await specBytes()
    var fetched: [String: Result<[UInt8], SpecFileRefusal>] = [:]
    for _ in 0..<Self.roundLimit {
      let files = SpecFiles(
        spec: spec, address: address, allowedFolders: allowedFolders, allowsRemote: allowsRemote,
        fetched: fetched)
      let result: Result<LoadedContract, InvalidInput>
      do {
        result = .success(
          try ContractLoader.load(
            bytes, file: SourceFile(name: spec), overlays: overlays, files: files))
      } catch {
        result = .failure(error)
      }
      if files.missing.isEmpty {
        let whole = result.map { loaded in
          var loaded = loaded
          loaded.texts = files.opened
          for overlay in overlays { loaded.texts[overlay.file] = overlay.bytes }
          loaded.texts[SourceFile(name: spec)] = bytes
          return loaded
        }
        return Read(
          result: whole,
          digest: ContractDigest.of([bytes] + overlays.map(\.bytes) + files.contents),
          address: address, spec: bytes, overlays: overlays.map(\.bytes),
          references: files.openedInOrder)
      }
      fetched.merge(try await fetch(files.missing)) { $1 }
    }
    throw .unusable(
      "the references of `\(spec)` lead from one URL to the next without an end",
      remedy: "download the files and refer to them there")
  }

  /// The definition, and where it was read in the end.
  private func specBytes() async throws(Failure) -> (bytes: [UInt8], url: String) {
    guard SpecFiles.isURL(spec) else {
      return (try InputFile.read(spec, what: "the spec"), spec)
    }
    let download = try SpecDownload()
    defer { download.close() }
    do {
      return try await download.bytes(spec)
    } catch {
      throw .unusable(
        "the spec `\(URIReference(spec).shown)` \(error.reason)", remedy: error.remedy)
    }
  }

  private func fetch(
    _ urls: [String]
  ) async throws(Failure) -> [String: Result<[UInt8], SpecFileRefusal>] {
    let download = try SpecDownload()
    defer { download.close() }
    var results: [String: Result<[UInt8], SpecFileRefusal>] = [:]
    for url in urls {
      do throws(SpecFileRefusal) {
        results[url] = .success(try await download.bytes(url).bytes)
      } catch {
        results[url] = .failure(error)
      }
    }
    return results
  }
}

extension LoadedContract {
  /// Compiles all schemas and gives what is wrong with them as warnings: answers can't be judged by one
  /// that does not compile, and the judge refuses it; what only requests use need not stop a run.
  func compileWarnings() -> [Diagnostic] {
    schemas.compileAll().map { problem in
      var warning = problem
      warning.severity = min(problem.severity, .warning)
      return warning
    }
  }
}
