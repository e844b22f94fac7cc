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
    model = contract.errorModel
    let properties = model?.properties ?? []
    let only = properties.count == 1 ? properties.first : nil
    wrapper = only.flatMap { property in
      contract.document[property.schema.pointer]?["type"]?.string == "object"
        ? property.name : nil
    }
  }
}
