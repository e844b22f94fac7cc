package import Documents
import Evidence

/// What a suite puts in the place of anything that the contract would have in a request. Kept apart,
/// because hardly any request has it.
package final class RawOverrides: Sendable {
  package let method: String?
  /// The path below the base URL and perhaps a query, as they go on the wire.
  package let target: Value?
  package let headers: [RawForm.Field]
  package let body: Value?
  package let bytes: [UInt8]?
  package let contentType: String?

  init(
    method: String?, target: Value?, headers: [RawForm.Field], body: Value?, bytes: [UInt8]?,
    contentType: String?
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.bytes = bytes
    self.contentType = contentType
  }

  convenience init(_ form: RawForm) {
    self.init(
      method: form.method, target: form.target, headers: form.headers, body: form.body,
      bytes: form.bytes, contentType: form.contentType)
  }

  /// Whether it says itself what the credential is.
  package var hasCredential: Bool {
    headers.contains { HTTPHeaders.isSameName($0.name, "Authorization") }
  }

  /// The names of the variables that it needs.
  var variables: Set<String> {
    operands.reduce(into: []) { $0.formUnion($1.variables) }
  }

  /// The values in it that may hold variables.
  var operands: [Value] { [target, body].compactMap { $0 } + headers.flatMap(\.values) }

  /// With its variables filled in.
  func filled(
    by fill: (Value) throws(TemplateError) -> Value
  ) throws(TemplateError) -> RawOverrides {
    var fields: [RawForm.Field] = []
    for field in headers {
      var values: [Value] = []
      for value in field.values { values.append(try fill(value)) }
      fields.append(RawForm.Field(name: field.name, values: values))
    }
    return RawOverrides(
      method: method, target: try target.map(fill), headers: fields, body: try body.map(fill),
      bytes: bytes, contentType: contentType)
  }

  /// Puts its parts into a request whose variables are filled in.
  func apply(to request: inout HTTPRequest, baseURL: String) throws(TemplateError) {
    if let method { request.method = method }
    if let target {
      let text = target.asText
      guard text.utf8.first == UInt8(ascii: "/"),
        text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
      else { throw .badTarget(text) }
      var url = baseURL
      while url.utf8.last == UInt8(ascii: "/") { url.removeLast() }
      request.url = url + text
    }
    if let bytes { request.body = bytes }
    if let body { request.body = Array(body.asText.utf8) }
    if let contentType { request.headers.replace("Content-Type", with: contentType) }
    for field in headers {
      request.headers.remove(field.name)
      for value in field.values {
        let text = value.asText
        guard !text.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
          throw .badHeader(field.name)
        }
        request.headers.append(field.name, text)
      }
    }
  }
}

extension Value {
  /// As it is written into text.
  var asText: String { string ?? JSONWriter.text(self) }
}
