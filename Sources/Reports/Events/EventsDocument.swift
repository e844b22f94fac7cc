package import Documents
internal import Evidence

/// The page of the documentation that explains the event stream, and its JSON Schema.
package enum EventsDocument {
  /// - Parameter isClosed: refuses members that this version doesn't know.
  package static func schema(isClosed: Bool = false) -> Value {
    EventSchema.document(policy: RunPolicy.record.shape, isClosed: isClosed)
  }

  package static var markdown: String {
    var text = """
      # The event stream

      `muster run --report ndjson=PATH` writes what the run came to, with all evidence, as lines of JSON
      (one object a line, UTF-8, each ended by a line feed). Every other report can be made of it later,
      byte for byte as the run itself would have written it:

          muster run SPEC --base-url URL --report ndjson=events.ndjson
          muster report events.ndjson --report junit=junit.xml --report json=report.json

      `muster report events.ndjson` alone shows the report for people. The JSON Schema of a line is
      [`spec/formats/events.schema.json`](../spec/formats/events.schema.json).

      ## Lines

      The member `event` says what a line is. In this order:

      1. `stream`, once: `format` is `\(EventStream.format)`, `version` is
         `\(EventStream.major).\(EventStream.minor)`, `policy` says by what the run is judged as a whole.
      2. `started`, once: what is known before the first request.
      3. `case`, for each planned case in the plan's order, whatever the number of connections.
      4. `finished`, once. A run that Ctrl-C or SIGTERM ended has it too, with `isInterrupted`.

      Nothing secret is in it: tokens, credentials and what `redact:` names were replaced by
      `[redacted]` before anything was written; a value of JSON that is no text by one of its type, `0`,
      `false`, `{}` or `[]`. Absent members mean that there is nothing to say.
      Numbers are the shortest that are read as the same binary number of 64 bits; `seed` may be larger
      than 2^53. A content (`body`) is `{"text": …}` where it is UTF-8 and else `{"base64": …}`, so that it
      is kept byte for byte. Pointers are JSON Pointers (RFC 6901); the empty one is the whole document.

      ## Versions

      Readers ignore members and events that they don't know: a later minor version adds some. They
      refuse another major version, as muster does. A line may have \(EventStream.lineLimit >> 20) MiB.

      ## While the run goes on

      The lines are appended to `PATH.partial`, each in one piece, and can be followed there. At the run's
      end the file is brought to the disk and renamed to `PATH`: what stands under `PATH` is always a whole
      run. A process that was killed leaves `PATH.partial`, which `muster report` reads: a last line that
      was cut is left out, and the run counts as interrupted. The next run with the same path replaces it.

      ## For instance

          jq -r 'select(.event == "case" and .verdict == "failed") | .group + ": " + .title' events.ndjson
          jq -r 'select(.event == "case") | .steps[].exchange.attempts[-1].timing.total' events.ndjson

      ## Members

      """
    for record in EventSchema.records(policy: RunPolicy.record.shape) { text += section(record) }
    return text
  }

  private static func section(_ record: EventRecordShape) -> String {
    var text =
      "\n### \(record.name)\n\n\(record.note)\n\n| Member | Type | Meaning |\n|---|---|---|\n"
    for field in record.fields {
      let optional = field.isRequired ? "" : ", optional"
      text += "| `\(field.name)` | \(type(field.schema))\(optional) | \(field.note) |\n"
    }
    return text
  }

  private static func type(_ schema: Value) -> String {
    if let reference = schema["$ref"]?.string {
      let name = reference.split(separator: "/").last.map(String.init) ?? reference
      return "[\(name)](#\(name.lowercased()))"
    }
    if let words = schema["enum"]?.array {
      return words.compactMap(\.string).map { "`\($0)`" }.joined(separator: ", ")
    }
    if let items = schema["items"] { return "array of \(type(items))" }
    if let values = schema["additionalProperties"], values.bool == nil {
      return "object of \(type(values))"
    }
    if schema["properties"] != nil { return "content" }
    if let types = schema["type"]?.array { return types.first?.string ?? "" }
    return schema["type"]?.string ?? "any"
  }
}
