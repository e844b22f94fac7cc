import ArgumentParser

/// Where a built-in server listens.
struct ListenOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The port; 0 takes a free one.", valueName: "port"))
  var port = 0

  @Option(name: .long, help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
  }
}
