/// The token's answer may be stored by caches.
package struct TokenCacheableFault: Fault {
  package let id = "token-cacheable"
  package let summary = "The token's answer may be stored by caches"
  package let scope = FaultScope.tokenEndpoint
  package let expectedCheck = "token-answer"
  package let isOnlyWarned = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setHeader("Cache-Control", "max-age=3600")
    response.removeHeader("Pragma")
  }
}
