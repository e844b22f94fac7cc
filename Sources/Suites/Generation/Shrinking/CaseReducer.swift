/// Makes the requests of derived cases smaller.
package struct CaseReducer: Sendable, CustomStringConvertible {
  let generator: ValueGenerator
  let proof: RequestProof

  /// Two plans are the same whatever their reducers have worked out so far.
  package var description: String { "CaseReducer" }

  /// The search for the smallest request of a case that still shows something; nil where nothing in
  /// it was made up, or where sending more of its kind might do harm.
  package func reduction(of item: Case) -> CaseReduction? {
    CaseReduction(item, generator: generator, proof: proof)
  }
}
