import ArgumentParser

/// Which config a command reads. The parser only knows these: what they mean is done before it, by
/// `ConfigArguments`.
struct ConfigOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The config to read; without it the nearest muster.yaml in this folder or above. Options given here \
      go before the environment's MUSTER_…, and these before the config; see docs/configuration.md.
      """, valueName: "path"))
  var config: String?

  @Flag(name: .long, help: "Read no config.")
  var noConfig = false
}
