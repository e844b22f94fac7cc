extension Contract.Operation {
  /// The response that documents a status: the exact code before the range before `default`
  /// (OpenAPI 3.0.4 §4.7.16).
  package func response(for status: Int) -> Contract.Response? {
    responses.first { $0.status == .code(status) }
      ?? responses.first { $0.status == .range(status / 100) }
      ?? responses.first { $0.status == .default }
  }
}

extension [Contract.MediaType] {
  /// The documented media type that fits the `Content-Type` of a message best, and how; nil where
  /// none does (RFC 9110 §8.3.1, OpenAPI 3.0.4 §4.7.14). Of equally good ones the one with more
  /// parameters, then the first.
  package func best(
    for contentType: String
  ) -> (mediaType: Contract.MediaType, fit: MediaTypeName.Fit)? {
    guard let name = MediaTypeName(contentType) else { return nil }
    var best: (mediaType: Contract.MediaType, fit: MediaTypeName.Fit)?
    var count = 0
    for mediaType in self {
      guard let documented = MediaTypeName(mediaType.name), let fit = name.fit(documented) else {
        continue
      }
      if let known = best, (fit, documented.parameters.count) <= (known.fit, count) { continue }
      best = (mediaType, fit)
      count = documented.parameters.count
    }
    return best
  }
}

extension Contract.Response {
  /// The documented header of a name, in whatever case (RFC 9110 §5.1).
  package func header(named name: String) -> Contract.Header? {
    let wanted = name.loweredASCII()
    return headers.first { $0.name.loweredASCII().isExactly(wanted) }
  }
}

extension Contract.Operation {
  /// The parameter of a name and place; names of headers in whatever case (RFC 9110 §5.1).
  package func parameter(
    named name: String, in location: Contract.Parameter.Location
  ) -> Contract.Parameter? {
    guard location == .header else {
      return parameters.first { $0.location == location && $0.name.isExactly(name) }
    }
    let wanted = name.loweredASCII()
    return parameters.first { $0.location == .header && $0.name.loweredASCII().isExactly(wanted) }
  }
}
