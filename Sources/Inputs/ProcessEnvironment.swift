import FoundationEssentials

/// The process's environment variables.
package enum ProcessEnvironment {
  package static var variables: [String: String] { ProcessInfo.processInfo.environment }
}
