import Contracts
import Documents
import Testing

@Suite("Effects")
struct EffectTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var method: String
    var summary = ""
    var description = ""
    var word: String?
    var effect: Contract.Operation.Effect
    var origin: Contract.Operation.EffectOrigin
    var testDescription: String { "\(method) \(summary)\(description) \(word ?? "")" }
  }

  static let rows = [
    Row(method: "get", summary: "Lists accounts", effect: .read, origin: .method),
    Row(method: "head", effect: .read, origin: .method),
    Row(method: "options", effect: .read, origin: .method),
    Row(method: "post", effect: .write, origin: .method),
    Row(method: "put", effect: .write, origin: .method),
    Row(method: "patch", effect: .write, origin: .method),
    Row(method: "delete", summary: "Reads", effect: .destroy, origin: .method),
    Row(
      method: "get", summary: "It allows to erase recordings", effect: .destroy, origin: .wording),
    Row(method: "get", description: "REMOVES the line.", effect: .destroy, origin: .wording),
    Row(method: "get", summary: "Permite borrar grabaciones", effect: .destroy, origin: .wording),
    Row(method: "get", summary: "Eliminar un perfil", effect: .destroy, origin: .wording),
    Row(method: "post", summary: "Deletes a batch", effect: .destroy, origin: .wording),
    Row(method: "post", summary: "Adds services to a profile", effect: .write, origin: .method),
    Row(method: "get", summary: "Lists deleted accounts", effect: .read, origin: .method),
    Row(method: "get", summary: "Removable media", effect: .read, origin: .method),
    Row(method: "get", summary: "undeleteable", effect: .read, origin: .method),
    Row(method: "get", summary: "deleteñ", effect: .read, origin: .method),
    Row(method: "get", summary: "ñdelete", effect: .read, origin: .method),
    Row(method: "get", summary: "destroyingdestroying", effect: .read, origin: .method),
    Row(method: "get", summary: "now—purge—all", effect: .destroy, origin: .wording),
    Row(method: "get", summary: "wipe", effect: .destroy, origin: .wording),
    Row(method: "get", summary: "Erase", word: "read", effect: .read, origin: .overlay),
    Row(method: "delete", word: "write", effect: .write, origin: .overlay),
    Row(method: "get", word: "destroy", effect: .destroy, origin: .overlay),
  ]

  @Test(arguments: rows)
  func decides(_ row: Row) throws {
    let overlay = row.word.map { word in
      """
      overlay: 1.0.0
      info: {title: t, version: '1'}
      actions: [{target: "$.paths['/a'].\(row.method)", update: {x-muster-effect: \(word)}}]
      """
    }
    let spec = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths:
        /a:
          \(row.method):
            summary: "\(row.summary)"
            description: "\(row.description)"
            responses: {200: {description: ok}}
      """
    let loaded = try load(spec, overlays: overlay.map { [$0] } ?? [])
    let operation = try #require(loaded.contract.operations.first)
    #expect(operation.effect == row.effect)
    #expect(operation.effectOrigin == row.origin)
  }

  @Test func anUnknownWordIsAnError() throws {
    let spec = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths:
        /a:
          get:
            x-muster-effect: reads
            responses: {200: {description: ok}}
      """
    let error = #expect(throws: InvalidInput.self) { try load(spec) }
    #expect(
      error?.description
        == "spec:6:24: error: `x-muster-effect` must be read, write or destroy, not `reads`; "
        + "did you mean `read`? [effect-invalid]")
  }
}
