import ArgumentParser
import Certification
import Inputs

/// `muster keygen`: a key pair to sign certifications with.
struct KeygenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "Makes a key pair to sign certifications with.",
    discussion: """
      Ed25519: PATH gets the private key (PEM, PKCS#8), which only its owner may read, PATH.pub the \
      public one, by which others verify. Nothing is ever overwritten. Give the public key to those \
      who verify by another way than the bundles.
      """)

  @Argument(help: ArgumentHelp("Where to write the private key.", valueName: "path"))
  var path: String

  func run() throws {
    let isTaken = ["", ".pub"].map { path + $0 }.first { InputFile.isTaken($0) }
    if let isTaken {
      throw Failure.unusable(
        "`\(isTaken)` is there already", remedy: "a key is never overwritten; give another path")
    }
    let key = SigningKey()
    try KeyFile.create(path, key.pem, mode: 0o600)
    try KeyFile.create("\(path).pub", key.verifyingKey.pem, mode: 0o644)
    Terminal.output(
      """
      \(path) is the private key, \(path).pub the public one.
      Its id is \(key.verifyingKey.id)

      """)
  }
}
