import Synchronization

/// Issues and recognises bearer tokens: 256 random bits each, kept in memory until they expire.
final class TokenIssuer: Sendable {
  /// The scope of the founding contract, which opens every operation.
  static let scope = "read"
  /// Those that a token can be asked for; all but the first open nothing here.
  static let scopes = [scope, "status"]
  /// Beyond this many live tokens the one that expires first is given up.
  private static let capacity = 10_000

  /// Seconds for which a token is valid.
  let lifetime: Int
  private let now: @Sendable () -> Int
  private let expired: String?
  /// The scope without which a token opens nothing.
  let opener: String
  private let grants = Mutex<[String: Grant]>([:])

  private struct Grant {
    var expiry: Int
    var scopes: Set<String>
  }

  /// - Parameters:
  ///   - expired: a token that counts as expired from the beginning.
  ///   - opener: the scope without which a token opens nothing.
  ///   - now: gives seconds since 1970.
  init(
    lifetime: Int, expired: String? = nil, opener: String = scope,
    now: @escaping @Sendable () -> Int
  ) {
    self.lifetime = lifetime
    self.expired = expired
    self.opener = opener
    self.now = now
  }

  /// A token of some scopes.
  func issue(_ scopes: Set<String> = [scope]) -> String {
    var random = SystemRandomNumberGenerator()
    let token = (0..<4).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    let moment = now()
    grants.withLock { grants in
      grants = grants.filter { $0.value.expiry > moment }
      if grants.count >= Self.capacity,
        let first = grants.min(by: { $0.value.expiry < $1.value.expiry })
      {
        grants[first.key] = nil
      }
      grants[token] = Grant(expiry: moment + lifetime, scopes: scopes)
    }
    return token
  }

  /// Makes a token worth nothing; one that nobody issued is that already.
  func revoke(_ token: String) {
    grants.withLock { $0[token] = nil }
  }

  /// What a token is worth.
  enum Standing {
    case valid, expired, unknown
    /// Valid, but of other scopes.
    case narrow
  }

  /// The scopes that a token was given; nil for one that is not valid.
  func scopes(of token: String) -> Set<String>? {
    let moment = now()
    return grants.withLock { grants in
      grants[token].flatMap { $0.expiry > moment ? $0.scopes : nil }
    }
  }

  func standing(of token: String) -> Standing {
    if let expired, equalInConstantTime(token, expired) { return .expired }
    let moment = now()
    return grants.withLock { grants in
      guard let grant = grants[token] else { return .unknown }
      guard grant.expiry > moment else { return .expired }
      return grant.scopes.contains(opener) ? .valid : .narrow
    }
  }
}

/// Comparison of secrets whose time tells nothing but their length.
func equalInConstantTime(_ left: String, _ right: String) -> Bool {
  let left = Array(left.utf8)
  let right = Array(right.utf8)
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for (one, other) in zip(left, right) { difference |= one ^ other }
  return difference == 0
}
