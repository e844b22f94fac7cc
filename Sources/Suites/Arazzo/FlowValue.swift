package import Contracts
package import Documents

/// A value that a workflow speaks of, tied to where it comes from.
package indirect enum FlowValue: Sendable {
  /// Variables may stand in it.
  case value(Value)
  /// What an earlier step or workflow gave, or a part of it.
  case variable(String, JSONPointer)
  case url, method, statusCode
  case request(Contract.Parameter.Location, String)
  case requestBody(JSONPointer)
  case responseHeader(String)
  case responseBody(JSONPointer)
  /// Text with the values of others in it.
  case text([FlowValue])
  /// A part that a selector finds (Arazzo 1.1.0, Selector Object).
  case selected(FlowValue, BodyPath)
  /// A value with others at some of its places.
  case replaced(FlowValue, [(place: JSONPointer, value: FlowValue)])

  /// The places of the answer's body that it looks at.
  var bodyPlaces: [JSONPointer] {
    switch self {
    case .responseBody(let pointer): [pointer]
    case .text(let parts): parts.flatMap(\.bodyPlaces)
    default: []
    }
  }
}

extension FlowValue: CustomStringConvertible {
  /// As the document writes it, or nearly so.
  package var description: String {
    func way(_ pointer: JSONPointer) -> String { pointer.isRoot ? "" : "#\(pointer)" }
    switch self {
    case .value(let value): return JSONWriter.text(value)
    case .variable(let name, let pointer): return "$\(name)\(way(pointer))"
    case .url: return "$url"
    case .method: return "$method"
    case .statusCode: return "$statusCode"
    case .request(let location, let name): return "$request.\(location.rawValue).\(name)"
    case .requestBody(let pointer): return "$request.body\(way(pointer))"
    case .responseHeader(let name): return "$response.header.\(name)"
    case .responseBody(let pointer): return "$response.body\(way(pointer))"
    case .text(let parts):
      return parts.map { part in
        if case .value(let value) = part { return value.asText }
        return "{\(part)}"
      }.joined()
    case .selected(let value, let path): return "\(path) of \(value)"
    case .replaced(let value, let others):
      return "\(value) with \(others.map { "\($0.place): \($0.value)" }.joined(separator: ", "))"
    }
  }
}

/// A variable and what it is set to.
package struct FlowBinding: Sendable {
  package var name: String
  package var value: FlowValue
  package var range: SourceRange?
}
