/// A cell of the Links column: `**name**<br>description<br>Parameters {<br>"a": "b"<br>}<br>`, one
/// after the other. What the link leads to is not printed.
struct LinkNote {
  var name: String
  var description: String?
  var parameters: [(name: String, value: String)] = []

  static func read(_ cell: String) -> [LinkNote] {
    var links: [LinkNote] = []
    var isInParameters = false
    for part in LineBreak.asLineEnds(cell[...]).split(separator: "\n") {
      let line = part.trimmedBlanks()
      if isInParameters {
        if line.isExactly("}") {
          isInParameters = false
        } else if let last = links.indices.last, let parameter = parameter(line) {
          links[last].parameters.append(parameter)
        }
      } else if let label = MarkdownScanner.label(line) {
        links.append(LinkNote(name: String(label.name)))
        if !label.rest.isEmpty { links[links.count - 1].description = String(label.rest) }
      } else if line.isExactly("Parameters {") {
        isInParameters = true
      } else if let last = links.indices.last {
        links[last].description = [links[last].description, String(line)].compactMap { $0 }
          .joined(separator: " ")
      }
    }
    return links
  }

  /// `"name": "value"`, perhaps with a comma.
  private static func parameter(_ line: Substring) -> (String, String)? {
    let body = line.dropping(suffix: ",") ?? line
    guard let middle = body.firstRange(ofASCII: "\": \""),
      let name = body[..<middle.lowerBound].dropping(prefix: "\""),
      let value = body[middle.upperBound...].dropping(suffix: "\"")
    else { return nil }
    return (String(name), String(value))
  }
}
