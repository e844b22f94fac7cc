package import Contracts
import Documents

/// What every error answer of a contract must look like.
package struct ErrorPolicy: Sendable {
  /// The model that the contract's error responses name; nil where they name none.
  package let model: Contract.Model?
  /// The member that wraps the error, `error` in the founding contract; nil where the model is no
  /// object with a single object inside.
  package let wrapper: String?

  /// The model that most of the 4xx, 5xx and `default` responses name.
  package init(_ contract: Contract) {
    var votes: [JSONPointer: Int] = [:]
    for response in contract.operations.flatMap(\.responses) where response.isRefusal {
      for pointer in response.content.compactMap({ $0.schema?.pointer }) {
        votes[pointer, default: 0] += 1
      }
    }
    let models = contract.models.filter { votes[$0.schema.pointer] != nil }
    model = models.max {
      votes[$0.schema.pointer, default: 0] < votes[$1.schema.pointer, default: 0]
    }
    let properties = model?.properties ?? []
    let only = properties.count == 1 ? properties.first : nil
    wrapper = only.flatMap { property in
      contract.document[property.schema.pointer]?["type"]?.string == "object"
        ? property.name : nil
    }
  }
}

extension Contract.Response {
  fileprivate var isRefusal: Bool {
    switch status {
    case .code(let code): code >= 400
    case .range(let hundreds): hundreds >= 4
    case .default: true
    }
  }
}
