import Synchronization

/// Issues and recognises bearer tokens: 256 random bits each, kept in memory until they expire.
final class TokenIssuer: Sendable {
  /// The only scope there is, that of the founding contract.
  static let scope = "read"
  /// Beyond this many live tokens the one that expires first is given up.
  private static let capacity = 10_000

  /// Seconds for which a token is valid.
  let lifetime: Int
  private let now: @Sendable () -> Int
  private let expiries = Mutex<[String: Int]>([:])

  /// `now` gives seconds since 1970.
  init(lifetime: Int, now: @escaping @Sendable () -> Int) {
    self.lifetime = lifetime
    self.now = now
  }

  func issue() -> String {
    var random = SystemRandomNumberGenerator()
    let token = (0..<4).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    let moment = now()
    expiries.withLock { expiries in
      expiries = expiries.filter { $0.value > moment }
      if expiries.count >= Self.capacity, let first = expiries.min(by: { $0.value < $1.value }) {
        expiries[first.key] = nil
      }
      expiries[token] = moment + lifetime
    }
    return token
  }

  enum Standing { case valid, expired, unknown }

  func standing(of token: String) -> Standing {
    let moment = now()
    return expiries.withLock { expiries in
      guard let expiry = expiries[token] else { return .unknown }
      return expiry > moment ? .valid : .expired
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
