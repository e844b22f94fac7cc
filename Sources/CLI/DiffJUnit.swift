import Contracts
import Glibc
import Inputs
import Markup

/// Changes as JUnit XML: one test case for each operation, and one for what concerns none.
enum DiffJUnit {
  private struct Case {
    var name: String
    var changes: [ContractChange]
  }

  static func write(_ changes: ChangeList, old: Contract, new: Contract) throws(Failure) {
    let cases = cases(changes, old: old, new: new)
    let failures = cases.count { $0.changes.contains { $0.kind.severity == .breaking } }
    do {
      var xml = try XMLWriter(descriptor: STDOUT_FILENO)
      try xml.startDocument()
      try xml.start(
        "testsuites", ["name": "muster diff", "tests": "\(cases.count)", "failures": "\(failures)"])
      try xml.start(
        "testsuite",
        [
          "name": "\(new.title) \(old.version) → \(new.version)", "tests": "\(cases.count)",
          "failures": "\(failures)", "errors": "0", "skipped": "0",
        ])
      for one in cases { try write(one, to: &xml) }
      try xml.end()
      try xml.end()
      try xml.flush()
    } catch {
      guard error.errno != EPIPE else { return }
      throw .unusable(
        "stdout can't be written\(error.errno.map { ": \(String(cString: strerror($0)))" } ?? "")",
        remedy: "free the disk or redirect it")
    }
  }

  private static func cases(_ changes: ChangeList, old: Contract, new: Contract) -> [Case] {
    let known = Set(new.operations.map(\.id))
    let operations =
      new.operations.map(\.id) + old.operations.map(\.id).filter { !known.contains($0) }
    var places: [Contract.Operation.ID: Int] = [:]
    var cases: [Case] = []
    for id in operations where places[id] == nil {
      places[id] = cases.count
      cases.append(Case(name: "\(id)", changes: []))
    }
    var general = Case(name: "the contract as a whole", changes: [])
    for change in changes.changes {
      if change.operations.isEmpty { general.changes.append(change) }
      for id in change.operations {
        if let place = places[id] { cases[place].changes.append(change) }
      }
    }
    return cases + [general]
  }

  private static func write(_ one: Case, to xml: inout XMLWriter) throws(XMLWriter.Failure) {
    try xml.start("testcase", ["name": one.name, "classname": "muster.diff"])
    let breaking = one.changes.filter { $0.kind.severity == .breaking }
    if let first = breaking.first {
      try xml.start("failure", ["message": first.message, "type": first.kind.id])
      try xml.text(text(breaking))
      try xml.end()
    }
    let others = one.changes.filter { $0.kind.severity != .breaking }
    if !others.isEmpty {
      try xml.start("system-out")
      try xml.text(text(others))
      try xml.end()
    }
    try xml.end()
  }

  private static func text(_ changes: [ContractChange]) -> String {
    changes.map { change in
      "\(change.message) [\(change.kind.id)]; \(change.kind.explanation);"
        + " \(ChangeList.place(change.old)) → \(ChangeList.place(change.new))"
    }.joined(separator: "\n")
  }
}
