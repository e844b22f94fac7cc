/// Which formats this validator checks, for whoever explains schemas to people.
package enum KnownFormats {
  /// In alphabetical order.
  package static let names = FormatCheck.allCases.map(\.name).sorted()

  package static func isChecked(_ name: String) -> Bool { FormatCheck(name: name) != nil }
}
