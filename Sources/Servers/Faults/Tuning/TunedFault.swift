import Documents

/// A fault that breaks another operation than its own, or not every time.
package struct TunedFault: Fault {
  package let id: String
  package let scope: FaultScope
  package let places: [FaultPlace]

  private let fault: any Fault
  private let after: Int
  private let probability: Double
  private let concerned = Locked(0)

  /// Throws where the fault has no such parameter.
  ///
  /// - Parameter id: the id with its parameters, as it was given.
  package init(
    _ fault: any Fault, _ tuning: FaultTuning, id: String
  ) throws(FaultTuning.Misuse) {
    var fault = fault
    if let field = tuning.field {
      guard let other = fault.concerning(field: field) else {
        throw FaultTuning.Misuse(
          message: "the fault `\(fault.id)` is about no member that could be another one",
          remedy:
            "leave out `field=`, or take missing-field, null-field, renamed-field or extra-field"
        )
      }
      fault = other
    }
    var scope = fault.scope
    var places = fault.places
    if let operation = tuning.operation {
      guard fault.isMovable else {
        throw FaultTuning.Misuse(
          message: "the fault `\(fault.id)` is made for \(fault.scope) alone",
          remedy: "leave out `operation=`; `muster faults` says which can be moved")
      }
      scope = .operation(operation)
      places = [FaultPlace(operation: operation, status: nil)]
    }
    self.id = id
    self.fault = fault
    self.scope = scope
    self.places = places
    after = tuning.after
    probability = tuning.probability
  }

  package var summary: String { "\(fault.summary), with \(id.dropFirst(fault.id.count + 1))" }
  package var expectedCheck: String { fault.expectedCheck }
  package var isOnlyWarned: Bool { fault.isOnlyWarned }
  package var equivalence: String? { fault.equivalence }

  package func tamper(with call: inout FaultableCall) {
    let number = concerned.withLock { concerned in
      defer { concerned += 1 }
      return concerned
    }
    guard number >= after, Self.draw(number) < probability else {
      call.spared.insert(id)
      return
    }
    fault.tamper(with: &call)
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard !call.spared.contains(id) else { return }
    fault.tamper(with: &response, answering: call)
  }

  /// From 0 up to 1, the same for the same number (SplitMix64).
  private static func draw(_ number: Int) -> Double {
    var bits = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(bits >> 11) / 9_007_199_254_740_992
  }
}
