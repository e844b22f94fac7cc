import Documents

/// An extension deep in the portfolio has its number as a string.
package struct WrongItemFault: SingleFault {
  package static let id = "wrong-item"
  package static let summary = "An extension deep in the portfolio has its number as a string"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, case .json(let body) = response.body else { return }
    response.body = .json(Self.spoilt(body))
  }

  /// The value with the last `number` of an extension as text.
  private static func spoilt(_ value: Value) -> Value {
    guard var sites = value.array, var site = sites.last?.object,
      var extensions = site["extensions"]?.array, var last = extensions.last?.object,
      let number = last["number"]?.integer
    else { return value }
    last["number"] = .string(String(number))
    extensions[extensions.count - 1] = .object(last)
    site["extensions"] = .array(extensions)
    sites[sites.count - 1] = .object(site)
    return .array(sites)
  }
}
