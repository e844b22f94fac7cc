package import Documents

extension Fixtures {
  /// Where the credentials of one user are: names of environment variables, never the secrets.
  package struct CredentialNames: Sendable, Hashable {
    /// Of one security scheme: a name and a password, or a key.
    package struct Scheme: Sendable, Hashable {
      package var user: String?
      package var password: String?
      package var key: String?
      package var range: SourceRange?
    }

    /// A further member of the token request.
    package struct Parameter: Sendable, Hashable {
      package var name: String
      /// The value itself, where it is no secret.
      package var text: String?
      package var variable: String?
    }

    /// A token that was given for something else: one to ask for, or one to use as it is.
    package struct WrongScope: Sendable, Hashable {
      package var scopes: [String]
      package var variable: String?
    }

    package var clientID: String?
    package var clientSecret: String?
    package var token: String?
    /// Of a token that has expired.
    package var expired: String?
    package var wrongScope: WrongScope?
    /// `basic` or `form`: how the client tells its secret; nil: by HTTP Basic.
    package var clientAuthentication: String?
    /// In the place of those that the contract names.
    package var scopes: [String]?
    package var audience: String?
    package var parameters: [Parameter]
    /// What the members of the token's answer are called instead of `access_token`, `token_type` and
    /// `expires_in`, by these names.
    package var fields: [String: String]
    /// By the scheme's name in the contract.
    package var schemes: [String: Scheme]

    package init(clientID: String? = nil, clientSecret: String? = nil, token: String? = nil) {
      self.clientID = clientID
      self.clientSecret = clientSecret
      self.token = token
      parameters = []
      fields = [:]
      schemes = [:]
    }
  }
}

extension Fixtures.CredentialNames {
  private static let names = [
    "clientId", "clientSecret", "token", "clientAuth", "scopes", "audience", "parameters",
    "fields", "schemes",
  ]
  private static let fieldNames = ["access_token", "token_type", "expires_in"]

  /// Reads one user's block. `isOther`: the block of another user, who has no other in turn.
  init(_ value: Value, isOther: Bool, into diagnostics: inout [Diagnostic]) {
    let form = FormReader(
      value, what: isOther ? "`other`" : "`credentials`",
      names: Self.names + (isOther ? [] : ["other", "expired", "wrongScope"]), into: &diagnostics)
    self.init(
      clientID: Self.variable("clientId", form, into: &diagnostics),
      clientSecret: Self.variable("clientSecret", form, into: &diagnostics),
      token: Self.variable("token", form, into: &diagnostics))
    if !isOther {
      expired = Self.variable("expired", form, into: &diagnostics)
      wrongScope = form["wrongScope"].flatMap { Self.wrongScope($0, into: &diagnostics) }
    }
    clientAuthentication = form.string("clientAuth", into: &diagnostics)
    if let text = clientAuthentication, !["basic", "form"].contains(text) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-client-auth", "`clientAuth` can't be `\(text)`",
          remedy: Suggestion.remedy(for: text, among: ["basic", "form"]),
          at: form["clientAuth"]?.range))
    }
    scopes = form.array("scopes", into: &diagnostics)?.compactMap(\.string)
    audience = form.string("audience", into: &diagnostics)
    for member in form.object("parameters", into: &diagnostics) ?? ValueObject() {
      if let text = member.value.string {
        parameters.append(Parameter(name: member.name, text: text))
      } else if let name = Self.variable(member.value, member.name, into: &diagnostics) {
        parameters.append(Parameter(name: member.name, variable: name))
      }
    }
    if let value = form["fields"] {
      let reader = FormReader(
        value, what: "`fields`", names: Self.fieldNames, into: &diagnostics)
      for name in Self.fieldNames {
        fields[name] = reader.string(name, into: &diagnostics)
      }
    }
    for member in form.object("schemes", into: &diagnostics) ?? ValueObject() {
      schemes[member.name] = Self.scheme(member, into: &diagnostics)
    }
  }

  private static func wrongScope(
    _ value: Value, into diagnostics: inout [Diagnostic]
  ) -> WrongScope? {
    let form = FormReader(
      value, what: "`wrongScope`", names: ["env", "scopes"], into: &diagnostics)
    let scopes = form.array("scopes", into: &diagnostics)?.compactMap(\.string) ?? []
    let variable = form.string("env", into: &diagnostics)
    if scopes.isEmpty == (variable == nil) {
      diagnostics.append(
        Diagnostic(
          .error, code: "incomplete-credential",
          "`wrongScope` names neither scopes nor a token, or both",
          remedy: "write `wrongScope: {scopes: [profile]}` for a token to ask for, or"
            + " `wrongScope: {env: NAME}` for one to use as it is",
          at: value.range))
      return nil
    }
    return WrongScope(scopes: scopes, variable: variable)
  }

  private static func scheme(
    _ member: ValueObject.Member, into diagnostics: inout [Diagnostic]
  ) -> Scheme {
    let form = FormReader(
      member.value, what: "`\(member.name)`", names: ["user", "password", "env"],
      into: &diagnostics)
    var scheme = Scheme(range: member.nameRange)
    scheme.key = form.string("env", into: &diagnostics)
    guard scheme.key == nil else { return scheme }
    scheme.user = variable("user", form, into: &diagnostics)
    scheme.password = variable("password", form, into: &diagnostics)
    if scheme.user == nil || scheme.password == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "incomplete-credential",
          "`\(member.name)` names neither a key nor a user with a password",
          remedy: "write `\(member.name): {env: NAME}` for a key, or"
            + " `\(member.name): {user: {env: NAME}, password: {env: NAME}}`",
          at: member.nameRange))
    }
    return scheme
  }

  private static func variable(
    _ name: String, _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> String? {
    form[name].flatMap { variable($0, name, into: &diagnostics) }
  }

  /// The name in `{env: NAME}`.
  private static func variable(
    _ value: Value, _ name: String, into diagnostics: inout [Diagnostic]
  ) -> String? {
    let source = FormReader(value, what: "`\(name)`", names: ["env"], into: &diagnostics)
    return source.required("env", source.string("env", into: &diagnostics), into: &diagnostics)
  }
}
