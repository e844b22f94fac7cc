package import Documents
package import Schemas

/// A request as a server sees it that is bound to the contract.
package struct SeenRequest: Sendable {
  package struct Parameter: Sendable {
    package var location: Contract.Parameter.Location
    package var name: String
    package var value: Value

    package init(location: Contract.Parameter.Location, name: String, value: Value) {
      self.location = location
      self.name = name
      self.value = value
    }
  }

  /// Those of the operation that the request gives and that can be read, in the operation's order.
  package var parameters: [Parameter] = []
  /// Nil where there is none, or none that can be read.
  package var body: Value?
  /// In the order in which they are looked for: parameters, query, body.
  package var problems: [RequestProblem] = []

  package init() {}

  /// The value of a parameter; nil where the request has none.
  package func value(
    of name: String, in location: Contract.Parameter.Location
  ) -> Value? {
    parameters.first { $0.location == location && $0.name.isExactly(name) }?.value
  }
}

/// One way in which a request is not as the contract wants it.
package enum RequestProblem: Sendable, Hashable {
  package typealias Location = Contract.Parameter.Location

  case missingParameter(Location, String)
  /// Given more than once, where one is wanted: the first was read.
  case repeatedParameter(Location, String)
  case unreadableParameter(Location, String, Fault)
  case wrongParameter(Location, String, [Violation])
  case undeclaredQueryParameter(String)
  case missingBody
  /// None of the operation's media types, or none at all.
  case unknownContentType(String?)
  case unreadableBody(Fault)
  case wrongBody([Violation])
  /// The schema can't be compiled or took too much effort, so that nobody knows; nil for the body's.
  case unjudged(Location?, String?)

  /// Why something can't be read.
  package enum Fault: Error, Sendable, Hashable {
    /// `%` without two digits after it, or bytes that are no UTF-8.
    case percentEncoding
    case json(JSONError.Kind)
    /// In a sequence of JSON texts; counted from 1.
    case item(Int, JSONError.Kind)
    case noBoundary
    /// A multipart body whose last boundary is missing.
    case unfinishedMultipart
    /// A part without Content-Disposition, or without a name in it; counted from 1.
    case unnamedPart(Int)
    /// A media type that nothing here reads.
    case mediaType(String)
  }
}
