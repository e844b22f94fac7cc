import Documents
import Glibc
import Schemas

/// The side of muster in benchmarks: reads one measurement a line from stdin, answers each with one
/// line, so that a driver can alternate with other programs round by round.
///
///     reader FILE SECONDS            read a document
///     foundation FILE SECONDS        read it with Foundation's JSONSerialization
///     flag SCHEMA FILE SECONDS       validate a document that was read before, yes or no
///     report SCHEMA FILE SECONDS     the same, all violations
///     bytes SCHEMA FILE SECONDS      read and validate
///     contract-load FILE SECONDS     read and load a definition
///     contract FILE SECONDS          the same, and compile all its schemas
///     transport URL CONNECTIONS SECONDS executor|pool
///                                    send requests (seconds of the wall clock)
///     run URL CONNECTIONS CASES      a whole judged run of so many computed cases, with a report
///     junit CASES PATH               a JUnit report of so many cases
///     history PATH NIGHTS CASES      record so many nights; answers `NIGHTS seconds SECONDS`
///     spec                           the definition of that run, on several lines
///
/// The answer is `ITERATIONS CPU_NANOSECONDS`, of `transport` also `WALL_NANOSECONDS`, of `junit` also
/// the time together with making up the results, of `run` and `junit` also the peak of the process's
/// memory in kilobytes, or `error: …`.
@main
enum Bench {
  static func main() {
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      print(answer(words))
      fflush(nil)
    }
  }

  private static func answer(_ words: [String]) -> String {
    do {
      if words == ["spec"] { return RunMeasurement.spec }
      if words.first == "run" { return try run(words) }
      if words.first == "junit" { return try junit(words) }
      if words.first == "history" { return try history(words) }
      if words.first == "transport" { return try transport(words) }
      guard let measurement = words.first, let seconds = words.last.flatMap(Double.init) else {
        throw Problem("a measurement and seconds are needed")
      }
      let work = try Measurement.named(measurement, Array(words.dropFirst().dropLast()))
      let result = try Timing.run(seconds: seconds, work)
      return "\(result.iterations) \(result.nanoseconds)"
    } catch {
      return "error: \(error)"
    }
  }

  private static func run(_ words: [String]) throws -> String {
    guard words.count == 4, let connections = Int(words[2]), let cases = Int(words[3]) else {
      throw Problem("a URL, connections and a number of cases are needed")
    }
    let result = try RunMeasurement.run(url: words[1], connections: connections, cases: cases)
    return "\(result.cases) \(result.cpuNanoseconds) \(result.peakKilobytes)"
  }

  private static func junit(_ words: [String]) throws -> String {
    guard words.count == 3, let cases = Int(words[1]) else {
      throw Problem("a number of cases and a path are needed")
    }
    let result = try JUnitMeasurement.run(cases: cases, path: words[2])
    return "\(cases) \(result.writing) \(result.everything) \(result.peakKilobytes)"
  }

  private static func history(_ words: [String]) throws -> String {
    guard words.count == 4, let nights = Int(words[2]), let cases = Int(words[3]) else {
      throw Problem("a path, a number of nights and one of cases are needed")
    }
    let took = try HistoryMeasurement.record(path: words[1], nights: nights, cases: cases)
    return "\(nights) seconds \(took)"
  }

  private static func transport(_ words: [String]) throws -> String {
    guard words.count == 5, let connections = Int(words[2]), let seconds = Double(words[3]),
      let mode = TransportMeasurement.Mode(rawValue: words[4])
    else { throw Problem("a URL, connections, seconds and executor or pool are needed") }
    let result = try TransportMeasurement.run(
      url: words[1], connections: connections, seconds: seconds, mode: mode)
    return "\(result.requests) \(result.cpuNanoseconds) \(result.wallNanoseconds)"
  }
}

/// Why a measurement can't be made.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
