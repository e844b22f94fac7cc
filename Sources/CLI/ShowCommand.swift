import ArgumentParser
import Contracts
import Documents

/// `muster show`: what a definition holds.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows what a definition holds: operations, effects, models, obligations.")

  @OptionGroup var spec: SpecOptions

  func run() async throws {
    let loaded = try await spec.load()
    for line in Terminal.lines(loaded.diagnostics) { Terminal.error(line) }
    let contract = loaded.contract
    let properties = contract.models.reduce(0) { $0 + $1.properties.count }
    var text = "\(contract.title) \(contract.version) (\(contract.format))\n"
    text +=
      "\(contract.operations.count) operations, \(contract.models.count) models,"
      + " \(properties) properties\n\nOperations\n"
    for operation in contract.operations {
      let place = operation.range.map { "\($0)" } ?? ""
      let statuses = operation.responses.map { "\($0.status)" }.joined(separator: " ")
      text +=
        "  \(operation.id)  \(operation.effect.rawValue) by \(operation.effectOrigin.rawValue)\n"
      text += "      \(statuses)  \(place)\n"
    }
    text += "\nModels\n"
    for model in contract.models {
      let place = model.range.map { "\($0)" } ?? ""
      text += "  \(model.name)  \(model.properties.count) properties  \(place)\n"
    }
    text += "\nSecurity\n"
    for scheme in contract.securitySchemes { text += "  \(scheme.name)  \(scheme.kind.label)\n" }
    text += "\nObligations\n"
    for kind in Contract.Obligation.Kind.allCases {
      text += "  \(kind.rawValue)  \(contract.obligations.count { $0.kind == kind })\n"
    }
    Terminal.output(text)
  }
}

extension Contract.SecurityScheme.Kind {
  fileprivate var label: String {
    switch self {
    case .basic: "basic"
    case .http(let scheme): "http \(scheme)"
    case .apiKey(let name, let location): "apiKey \(name) in \(location.rawValue)"
    case .oauth2(let flows):
      flows.map { flow in
        "oauth2 \(flow.name), token URL \(flow.tokenURL ?? "none"),"
          + " scopes \(flow.scopes.joined(separator: ", "))"
      }.joined(separator: "; ")
    case .openIDConnect(let url): "openIdConnect \(url)"
    case .mutualTLS: "mutualTLS"
    case .unknown(let text): text
    }
  }
}
