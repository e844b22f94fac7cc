package import Documents

/// The events of a run as lines of JSON: a first line that names format and version, then one event a
/// line.
package enum EventStream {
  package static let format = "muster-events"
  /// Another one can't be read.
  package static let major = 1
  /// Members were added with each.
  package static let minor = 1
  /// Bytes of a line. A line holds a case with all its answers.
  package static let lineLimit = 256 << 20

  /// The members of the first line before those that say how it is judged.
  package static let headMembers =
    #""event":"stream","format":"\#(format)","version":"\#(major).\#(minor)""#

  /// One line with its line feed.
  package static func append(_ event: RunEvent, to bytes: inout [UInt8]) {
    switch event {
    case .started(let facts):
      RunFacts.record.append(facts, leading: #""event":"started""#, to: &bytes)
    case .caseFinished(let result):
      CaseResult.record.append(result, leading: #""event":"case""#, to: &bytes)
    case .finished(let summary):
      RunSummary.record.append(summary, leading: #""event":"finished""#, to: &bytes)
    }
    bytes.append(0x0A)
  }

  /// The event of a line; nil where it is of a kind that a later version of the format added.
  package static func event(of line: JSONNode) throws(EventFault) -> RunEvent? {
    guard let kind = line["event"]?.string else {
      throw EventFault("the line has no member `event`", at: line)
    }
    switch kind {
    case "started": return .started(try RunFacts.record.read(line))
    case "case": return .caseFinished(try CaseResult.record.read(line))
    case "finished": return .finished(try RunSummary.record.read(line))
    default: return nil
    }
  }

  /// Throws where the first line is none of ours, or of a version that can't be read.
  package static func checkHead(_ line: JSONNode) throws(EventFault) {
    guard line["event"]?.string == "stream", line["format"]?.string == format else {
      throw EventFault("the first line is not that of a stream of muster's events", at: line)
    }
    let version = line["version"]?.string ?? ""
    let parts = version.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let major = parts[0], parts[1] != nil else {
      throw EventFault("the first line has no `version` of the form 1.0", at: line)
    }
    guard major == self.major else {
      throw EventFault(
        "the stream is of version \(version), and this muster reads version \(self.major)",
        at: line)
    }
  }
}
