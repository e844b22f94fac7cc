import Documents

/// What holds for the steps of a case, or of a suite's cases, where they don't say otherwise.
package struct CaseDefaults: Sendable {
  package var credential: RequestTemplate.Credential?
  package var timeout: Double?
  package var retries: Int?
  package var tags: [String] = []
  package var waivers: [Waiver] = []

  static let names = ["auth", "timeout", "retries", "tags", "without-checks"]

  package init() {}

  /// Reads the members that cases and `defaults` share.
  init(_ form: FormReader, into diagnostics: inout [Diagnostic]) {
    credential = StepForm.credential(form, into: &diagnostics)
    timeout = form.seconds("timeout", into: &diagnostics)
    retries = form.count("retries", 0...100, into: &diagnostics)
    tags = (form.array("tags", into: &diagnostics) ?? []).compactMap { tag -> String? in
      if tag.string == nil {
        diagnostics.append(
          Diagnostic(
            .error, code: "wrong-type", "a tag must be a string, not \(tag.typePhrase)",
            remedy: "put it in quotation marks", at: tag.range))
      }
      return tag.string
    }
    waivers = Waiver.read(form, into: &diagnostics)
  }

  /// These, and what they don't say from others.
  func over(_ other: CaseDefaults) -> CaseDefaults {
    var merged = self
    merged.credential = credential ?? other.credential
    merged.timeout = timeout ?? other.timeout
    merged.retries = retries ?? other.retries
    merged.tags += other.tags.filter { !tags.contains($0) }
    merged.waivers += other.waivers.filter { waiver in
      !waivers.contains { $0.check == waiver.check }
    }
    return merged
  }
}
