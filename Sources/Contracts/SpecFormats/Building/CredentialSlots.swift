import Documents

/// Where the credentials of a document's security schemes travel.
struct CredentialSlots {
  /// The names of all schemes.
  private(set) var names: Set<ExactName> = []
  /// The one scheme whose credential travels in the Authorization header; nil where there is none
  /// or more than one.
  private(set) var onlyAuthorization: String?
  /// Headers of API keys, in lower case.
  private var headers: Set<String> = ["authorization"]
  private var queries: Set<ExactName> = []
  private var cookies: Set<ExactName> = []

  init(_ schemes: [Contract.SecurityScheme]) {
    var candidates: [String] = []
    for scheme in schemes {
      names.insert(ExactName(scheme.name))
      switch scheme.kind {
      case .basic, .http, .oauth2, .openIDConnect: candidates.append(scheme.name)
      case .apiKey(let name, .header):
        headers.insert(name.loweredASCII())
        if name.loweredASCII() == "authorization" { candidates.append(scheme.name) }
      case .apiKey(let name, .query): queries.insert(ExactName(name))
      case .apiKey(let name, .cookie): cookies.insert(ExactName(name))
      case .apiKey, .mutualTLS, .unknown: break
      }
    }
    onlyAuthorization = candidates.count == 1 ? candidates.first : nil
  }

  /// Whether a header parameter carries a credential: Authorization always does.
  func hasHeader(_ name: String) -> Bool { headers.contains(name.loweredASCII()) }

  /// Whether a query parameter carries an API key.
  func hasQuery(_ name: String) -> Bool { queries.contains(ExactName(name)) }

  /// Whether a cookie carries an API key.
  func hasCookie(_ name: String) -> Bool { cookies.contains(ExactName(name)) }
}
