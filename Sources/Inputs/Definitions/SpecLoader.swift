package import Contracts
package import Documents
import Schemas

/// Reads a definition with its overlays and whatever it refers to, from files or the network.
package struct SpecLoader {
  /// A path or a URL.
  package var spec: String
  /// Paths of overlays, in the order in which they apply.
  package var overlays: [String] = []
  /// Folders besides the definition's own whose files it may refer to.
  package var allowedFolders: [String] = []
  /// Whether references to the network are fetched.
  package var allowsRemote = false

  package init(
    spec: String, overlays: [String] = [], allowedFolders: [String] = [], allowsRemote: Bool = false
  ) {
    self.spec = spec
    self.overlays = overlays
    self.allowedFolders = allowedFolders
    self.allowsRemote = allowsRemote
  }

  /// How often references to the network may lead to further ones.
  private static let roundLimit = 100

  /// Whether an argument is the address of a definition and no path.
  package static func isURL(_ text: String) -> Bool {
    ["http", "https"].contains(URIReference(text).scheme) && text.contains("://")
  }

  /// Reads and joins them; warnings go to the caller with the contract.
  package func load() async throws(Failure) -> LoadedContract {
    try await loadWithDigest().contract
  }

  /// Reads and joins them; warnings go to the caller with the contract, which comes with the digest of
  /// all that it was made of.
  package func loadWithDigest() async throws(Failure) -> (contract: LoadedContract, digest: String)
  {
    let read = try await loadWithFiles()
    return (read.contract, read.digest)
  }

  /// A contract with all the bytes that it was made of.
  package struct WithFiles {
    package var contract: LoadedContract
    package var digest: String
    /// Where the definition was read in the end.
    package var address: String
    package var spec: [UInt8]
    package var overlays: [[UInt8]]
    /// The files that it refers to, in the order of first reading.
    package var references: [(file: SourceFile, bytes: [UInt8])]
  }

  /// The same with the bytes.
  package func loadWithFiles() async throws(Failure) -> WithFiles {
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
  package func read() async throws(Failure) -> Result<LoadedContract, InvalidInput> {
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
    guard Self.isURL(spec) else {
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
  package func compileWarnings() -> [Diagnostic] {
    schemas.compileAll().map { problem in
      var warning = problem
      warning.severity = min(problem.severity, .warning)
      return warning
    }
  }
}
