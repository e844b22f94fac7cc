import Documents

/// The services of a profile in bodies, for faults that remember them.
enum ProfileServices {
  /// The part numbers that a request names; none where its body is not what it should be.
  static func partnums(inBody bytes: [UInt8]) -> [String] {
    guard
      let document = try? JSONReader.read(bytes, file: SourceFile(name: "<body>"), depthLimit: 32)
    else { return [] }
    return Value(document)["serviceCollection"]?.array?.compactMap { $0["partnum"]?.string } ?? []
  }

  /// Replaces the list in an answer.
  static func change(_ response: inout ServerResponse, _ change: ([Value]) -> [Value]) {
    response.changeMembers { members in
      guard let services = members["serviceCollection"]?.array else { return }
      members["serviceCollection"] = .array(change(services))
    }
  }
}
