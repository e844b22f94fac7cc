package import Contracts
import Documents

/// The faults that a contract gives rise to: for each property of each model and for each status of
/// each operation one that breaks just it.
package enum ContractFaults {
  /// In the order of the contract: properties, then statuses.
  package static func all(for contract: Contract) -> [any Fault] {
    properties(of: contract) + statuses(of: contract)
  }

  // MARK: Properties

  private static func properties(of contract: Contract) -> [any Fault] {
    let answers = ModelPlaces(contract)
    let requests = RequestPlaces(contract)
    return contract.models.flatMap { model -> [any Fault] in
      let places = answers.places[model.name] ?? []
      let sent = requests.places[model.name]
      return model.properties.flatMap { property -> [any Fault] in
        var faults: [any Fault] = []
        // What travels one way alone can be wrong on that way alone.
        let schema = contract.document[property.schema.pointer]
        if !places.isEmpty, schema?["writeOnly"]?.bool != true {
          faults += PropertyFault.Defect.allCases.map { defect in
            PropertyFault(
              defect, property, of: model.name, at: places, check: check(for: places, defect),
              equivalence: equivalence(defect, property, contract))
          }
        }
        if let sent, schema?["readOnly"]?.bool != true {
          faults.append(
            UncheckedPropertyFault(
              property, of: model.name, type: type(of: property, contract), at: sent.path,
              operation: sent.operation))
        }
        return faults
      }
    }
  }

  /// Refusals are judged by `error-body`.
  private static func check(
    for places: [ModelPlaces.Place], _ defect: PropertyFault.Defect
  ) -> String {
    let isRefusal = places.allSatisfy { place in
      switch place.status {
      case .code(let code): code >= 400
      case .range(let hundreds): hundreds >= 4
      case .default: true
      }
    }
    return isRefusal ? "error-body" : "body-schema"
  }

  private static func type(
    of property: Contract.Model.Property, _ contract: Contract
  ) -> String? {
    contract.document[property.schema.pointer]?["type"]?.string
  }

  private static func equivalence(
    _ defect: PropertyFault.Defect, _ property: Contract.Model.Property, _ contract: Contract
  ) -> String? {
    let schema = contract.document[property.schema.pointer]
    switch defect {
    case .missing: return nil
    case .null:
      let isNullable =
        [schema?["nullable"], schema?["x-nullable"]].contains { $0?.bool == true }
        || schema?["type"]?.array?.contains { $0.string == "null" } == true
      if isNullable { return "the contract allows null" }
      return schema?["type"] == nil && schema?["$ref"] == nil
        ? "the contract gives it no type" : nil
    case .wrongType:
      let isOpen = schema?["type"] == nil && schema?["$ref"] == nil
      return isOpen ? "the contract gives it no type" : nil
    }
  }

  // MARK: Statuses

  private static func statuses(of contract: Contract) -> [any Fault] {
    contract.operations.flatMap { operation in
      operation.responses.flatMap { response -> [any Fault] in
        guard case .code(let code) = response.status else { return [] }
        let hasBody = response.content.contains { $0.schema != nil }
        return [
          StatusFault(.other, code, of: operation, check: otherCheck(code)),
          StatusFault(
            .bare, code, of: operation, check: code < 400 ? "body-schema" : "error-body",
            equivalence: hasBody ? nil : "the contract gives this answer no body"),
        ]
      }
    }
  }

  private static func otherCheck(_ code: Int) -> String {
    switch code {
    case ..<400: "status-code"
    case 401: "auth-enforced"
    default: "negative-accepted"
    }
  }
}

/// Where the models of request bodies stand, one place each.
private struct RequestPlaces {
  /// By the model's name.
  let places: [String: (operation: String, path: [ModelPlaces.Step])]

  init(_ contract: Contract) {
    var asAnswers = contract
    asAnswers.operations = contract.operations.map { operation in
      var operation = operation
      // A body is looked through as if it were an answer.
      operation.responses = [
        Contract.Response(status: .default, content: operation.body?.content ?? [])
      ]
      return operation
    }
    places = ModelPlaces(asAnswers).places.compactMapValues { places in
      places.first.map { ($0.operation, $0.path) }
    }
  }
}
