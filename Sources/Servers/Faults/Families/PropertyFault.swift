import Contracts
import Documents

/// One property of a model is wrong wherever the model's objects are answered.
package struct PropertyFault: Fault {
  package enum Defect: String, Sendable, CaseIterable {
    case wrongType = "wrong-property"
    case missing = "missing-property"
    case null = "null-property"
  }

  package let id: String
  package let summary: String
  package let scope = FaultScope.allOperations
  package let expectedCheck: String
  /// Why no suite can notice, where the contract allows what the broken server does.
  package let equivalence: String?

  private let defect: Defect
  private let property: String
  private let modelPlaces: [ModelPlaces.Place]

  init(
    _ defect: Defect, _ property: Contract.Model.Property, of model: String,
    at places: [ModelPlaces.Place], check: String, equivalence: String?
  ) {
    id = "\(defect.rawValue):\(model).\(property.name)"
    let what =
      switch defect {
      case .wrongType: "has another type"
      case .missing: "is missing"
      case .null: "is null"
      }
    summary = "`\(property.name)` of every \(model) \(what)"
    expectedCheck = check
    self.equivalence = equivalence
    self.defect = defect
    self.property = property.name
    modelPlaces = places
  }

  package var places: [FaultPlace] {
    modelPlaces.map { place in
      FaultPlace(operation: place.operation, status: place.status.code)
    }
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard case .json(var body) = response.body else { return }
    for place in modelPlaces
    where place.operation == call.operation && place.status.covers(response.status) {
      body = body.changing(place.path[...]) { members in
        guard let value = members[property] else { return }
        switch defect {
        case .missing: members[property] = nil
        case .null: members[property] = .null
        case .wrongType: members[property] = value.ofAnotherType
        }
      }
    }
    response.body = .json(body)
  }
}

extension Contract.Response.Status {
  /// The one code that it documents; nil for ranges and `default`.
  fileprivate var code: Int? {
    if case .code(let code) = self { code } else { nil }
  }

  /// Whether it can document a status code.
  func covers(_ code: Int) -> Bool {
    switch self {
    case .code(let own): own == code
    case .range(let hundreds): code / 100 == hundreds
    case .default: true
    }
  }
}

extension Value {
  /// A value of another JSON type: text becomes a number, everything else text or an object.
  fileprivate var ofAnotherType: Value {
    switch kind {
    case .string: .integer(7)
    case .number, .bool, .null: .string("seven")
    case .array: .object([])
    case .object: .string("an object")
    }
  }
}
