package import Documents

/// One thing that a suite demands of an answer: a predicate about a part of it.
package struct Assertion: Sendable {
  /// What is looked at.
  package enum Subject: Sendable {
    case body(BodyPath)
    /// The value of a header field, its lines joined.
    case header(String)
    /// Seconds that the last attempt took.
    case time
  }

  package var subject: Subject
  package var predicate: any Predicate
  /// Of the predicate in the suite: no other assertion has it.
  package var range: SourceRange?

  package init(_ subject: Subject, _ predicate: any Predicate, range: SourceRange? = nil) {
    self.subject = subject
    self.predicate = predicate
    self.range = range
  }

  /// Demands something of one place of the body.
  package init(pointer: JSONPointer, predicate: any Predicate, range: SourceRange? = nil) {
    self.init(.body(.pointer(pointer)), predicate, range: range)
  }

  /// What is demanded, for people: `/accountId equals "4001"`.
  package var text: String { "\(subject) \(predicate.text)" }

  /// What is wrong with an answer; nil where the demand is met.
  package func complaint(
    about answer: AnswerView, _ earlier: EarlierAnswers = EarlierAnswers()
  ) -> Complaint? {
    let seen: Observed
    do {
      seen = try answer.observed(subject)
    } catch {
      return Complaint(expected: predicate.text, actual: error.message, pointer: nil)
    }
    if seen.isManifold, !type(of: predicate).looksAtAll {
      return Complaint(
        expected: "one value that \(predicate.text)", actual: "\(seen.nodes.count) values",
        pointer: nil)
    }
    return predicate.complaint(about: seen, earlier)
  }
}

extension Assertion {
  /// The assertion with its variables filled in; throws for one that has no value, which would make
  /// the assertion mean something else.
  package func filled(
    by fill: (Value) throws(TemplateError) -> Value
  ) throws(TemplateError) -> Assertion {
    var assertion = self
    assertion.predicate = try predicate.filled(by: fill)
    return assertion
  }
}

extension Assertion.Subject: CustomStringConvertible {
  package var description: String {
    switch self {
    case .body(let path): path.isWhole ? "the body" : "\(path)"
    case .header(let name): "the header \(name)"
    case .time: "the answer"
    }
  }
}

/// What a predicate misses.
package struct Complaint: Sendable, Hashable {
  package var expected: String
  package var actual: String
  /// Where in the body, if it is about a place there.
  package var pointer: JSONPointer?

  package init(expected: String, actual: String, pointer: JSONPointer?) {
    self.expected = expected
    self.actual = actual
    self.pointer = pointer
  }
}
