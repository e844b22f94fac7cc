/// What the families say of an operation each in its own way.
struct OperationParts {
  var parameters: [Contract.Parameter]
  var body: Contract.Body?
  var responses: [Contract.Response]
  var produces: [String] = []
  var callbacks: [Contract.Callback] = []
  var servers: [Contract.Server] = []
}
