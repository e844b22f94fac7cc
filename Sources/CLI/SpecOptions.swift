import ArgumentParser
import Contracts
import Documents
import Inputs

/// The definition to test against, and what refines it.
struct SpecOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The API definition, a path or a URL: OpenAPI 3 or Swagger 2.0 in JSON or YAML, or swagger-markdown."
    ))
  var spec: String

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An OpenAPI Overlay that refines the definition; may be given more than once.",
      valueName: "path"))
  var overlay: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A folder besides the definition's own whose files it may refer to; may be given more than once.",
      valueName: "path"))
  var allowRefFolder: [String] = []

  @Flag(name: .long, help: "Fetch what the definition refers to over http and https.")
  var allowRemoteRefs = false

  /// Reads and joins them; warnings go to the caller with the contract.
  func load() async throws(Failure) -> LoadedContract {
    try await loadWithDigest().contract
  }

  /// The same, and the digest of all that it was made of.
  func loadWithDigest() async throws(Failure) -> (contract: LoadedContract, digest: String) {
    try await SpecLoader(
      spec: spec, overlays: overlay, allowedFolders: allowRefFolder, allowsRemote: allowRemoteRefs
    ).loadWithDigest()
  }
}
