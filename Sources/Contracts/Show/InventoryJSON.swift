package import Documents
import Schemas

/// What a contract holds, for machines, in a form that stays as it is.
///
/// Version 1. Members may be added; none is removed, renamed or given another type without a new
/// version. What the definition doesn't say is null or an empty array.
package enum InventoryJSON {
  package static let version = 1

  package static func document(_ inventory: Inventory, toolVersion: String) -> Value {
    let contract = inventory.contract
    return .object([
      ("version", .integer(version)),
      ("tool", .object([("name", .string("muster")), ("version", .string(toolVersion))])),
      (
        "contract",
        .object([
          ("title", .string(contract.title)),
          ("version", .string(contract.version)),
          ("summary", text(contract.summary)),
          ("format", .string(contract.format)),
          ("schemaDialect", .string(contract.dialect.rawValue)),
          ("file", .string(contract.source.name)),
        ])
      ),
      ("servers", list(contract.servers, server)),
      ("securitySchemes", list(contract.securitySchemes, scheme)),
      ("operations", list(contract.operations, operation)),
      ("models", list(contract.models, model)),
      ("webhooks", list(contract.webhooks, callback)),
      ("obligations", list(inventory.obligations, obligation)),
      ("vacuity", inventory.vacuity.json),
    ])
  }

  static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }

  static func list<Item>(_ items: [Item], _ value: (Item) -> Value) -> Value {
    .array(items.map(value))
  }

  static func place(_ range: SourceRange?) -> (String, Value) { ("place", range?.json ?? .null) }

  // MARK: Parts

  static func server(_ server: Contract.Server) -> Value {
    .object([
      ("template", .string(server.template)),
      ("url", .string(server.url)),
      (
        "variables",
        list(server.variables) { variable in
          .object([
            ("name", .string(variable.name)), ("default", .string(variable.standard)),
            ("values", list(variable.values) { .string($0) }),
          ])
        }
      ),
      ("description", text(server.description)),
      place(server.range),
    ])
  }

  private static func scheme(_ scheme: Contract.SecurityScheme) -> Value {
    var members: [(String, Value)] = [("name", .string(scheme.name))]
    switch scheme.kind {
    case .basic: members.append(("type", .string("basic")))
    case .http(let word):
      members += [("type", .string("http")), ("scheme", .string(word))]
    case .apiKey(let name, let location):
      members += [
        ("type", .string("apiKey")), ("in", .string(location.rawValue)),
        ("parameter", .string(name)),
      ]
    case .oauth2(let flows):
      members += [
        ("type", .string("oauth2")),
        (
          "flows",
          list(flows) { flow in
            .object([
              ("name", .string(flow.name)), ("tokenURL", text(flow.tokenURL)),
              ("authorizationURL", text(flow.authorizationURL)),
              ("scopes", list(flow.scopes) { .string($0) }),
            ])
          }
        ),
      ]
    case .openIDConnect(let url):
      members += [("type", .string("openIdConnect")), ("url", .string(url))]
    case .mutualTLS: members.append(("type", .string("mutualTLS")))
    case .unknown(let word): members += [("type", .string("unknown")), ("word", .string(word))]
    }
    return .object(members + [place(scheme.range)])
  }

  private static func model(_ model: Contract.Model) -> Value {
    .object([
      ("name", .string(model.name)),
      ("type", .string(model.schema.label)),
      ("pointer", .string(model.schema.pointer.description)),
      (
        "properties",
        list(model.properties) { property in
          .object([
            ("name", .string(property.name)), ("type", .string(property.schema.label)),
            ("required", .bool(property.isRequired)), place(property.range),
          ])
        }
      ),
      place(model.range),
    ])
  }

  static func callback(_ callback: Contract.Callback) -> Value {
    .object([
      ("name", .string(callback.name)),
      ("method", .string(callback.method)),
      ("expression", text(callback.expression)),
      ("exercised", .bool(false)),
      place(callback.range),
    ])
  }

  private static func obligation(_ obligation: Contract.Obligation) -> Value {
    .object([
      ("id", .string(obligation.id)),
      ("kind", .string(obligation.kind.rawValue)),
      ("subject", .string(obligation.subject)),
      ("detail", .string(obligation.detail)),
      ("remedy", text(obligation.remedy)),
      place(obligation.range),
    ])
  }
}
