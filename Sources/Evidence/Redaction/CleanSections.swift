import Documents

/// The last header sections in which nothing was secret: the answers of a target mostly have the same
/// one for a second, and comparing two costs less than looking for secrets.
final class CleanSections: Sendable {
  private struct State {
    var sections: [HTTPHeaders] = []
    /// The place of the next one, once all are taken.
    var next = 0
  }

  private let state = Locked(State())

  /// Requests have one, and answers of a few kinds.
  private static let limit = 4
  /// Longer ones are not kept.
  private static let longest = 64

  func contains(_ headers: HTTPHeaders) -> Bool {
    state.withLock { state in
      for place in state.sections.indices where state.sections[place] == headers { return true }
      return false
    }
  }

  func insert(_ headers: HTTPHeaders) {
    // Beyond ASCII, texts are equal that differ in their bytes.
    guard headers.fields.count <= Self.longest,
      headers.fields.allSatisfy({
        $0.name.utf8.allSatisfy { $0 < 0x80 } && $0.value.utf8.allSatisfy { $0 < 0x80 }
      })
    else { return }
    state.withLock { state in
      if state.sections.count < Self.limit {
        state.sections.append(headers)
      } else {
        state.sections[state.next] = headers
        state.next = (state.next + 1) % Self.limit
      }
    }
  }
}
