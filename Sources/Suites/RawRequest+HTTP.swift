package import Contracts
package import Evidence

extension RawRequest {
  /// A request that is about to be sent, as the server will get it.
  package init(_ request: HTTPRequest) {
    self.init(
      target: request.url, fields: request.headers.fields.map { ($0.name, $0.value) },
      body: request.body)
  }
}
