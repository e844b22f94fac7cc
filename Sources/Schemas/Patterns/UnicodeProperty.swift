/// The property names of `\p{…}` in ECMA-262, as PCRE2 spells them.
enum UnicodeProperty {
  static func pcreName(_ text: String) -> String? {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1:
      if let category = categories[text] { return category }
      // Binary properties have the same names in both.
      return text.isEmpty ? nil : text
    case 2:
      switch parts[0] {
      case "General_Category", "gc": return categories[parts[1]]
      case "Script", "sc": return parts[1].isEmpty ? nil : "sc:" + parts[1]
      case "Script_Extensions", "scx": return parts[1].isEmpty ? nil : "scx:" + parts[1]
      default: return nil
      }
    default: return nil
    }
  }

  /// Long and short names of the general categories.
  private static let categories: [String: String] = {
    let long = [
      "Letter": "L", "Cased_Letter": "L&", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll",
      "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M",
      "Combining_Mark": "M", "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me",
      "Number": "N", "Decimal_Number": "Nd", "digit": "Nd", "Letter_Number": "Nl",
      "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc",
      "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe",
      "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf", "Other_Punctuation": "Po",
      "Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk",
      "Other_Symbol": "So", "Separator": "Z", "Space_Separator": "Zs", "Line_Separator": "Zl",
      "Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc", "cntrl": "Cc", "Format": "Cf",
      "Surrogate": "Cs", "Private_Use": "Co", "Unassigned": "Cn",
    ]
    var names = long
    for short in long.values where short != "L&" { names[short] = short }
    names["LC"] = "L&"
    return names
  }()
}
