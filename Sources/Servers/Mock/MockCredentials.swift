/// Which credentials a mock takes. What is nil may be any, but for those that begin with `not-a-`:
/// muster's own runs send them as ones that nobody issued.
package struct MockCredentials: Sendable {
  package var token: String?
  package var user: String?
  package var password: String?
  package var key: String?
  /// Of the client that asks for tokens.
  package var clientID: String?
  package var clientSecret: String?

  package init() {}

  /// What must not be shown.
  var secrets: [String] { [token, password, key, clientSecret].compactMap { $0 } }

  /// Whether a text is as good as the one that is wanted.
  static func accepts(_ text: String, wanted: String?) -> Bool {
    guard let wanted else { return !text.isEmpty && !text.lowercased().hasPrefix("not-a-") }
    return equalInConstantTime(text, wanted)
  }
}
