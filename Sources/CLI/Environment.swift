import FoundationEssentials

/// The process's environment variables.
enum Environment {
  static var variables: [String: String] { ProcessInfo.processInfo.environment }
}
