import Documents
import FoundationEssentials
import Markup
import Testing

@Suite struct XMLSchemaCheckTests {
  static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a">
    <xs:complexType><xs:attribute name="n" type="xs:integer" use="required"/></xs:complexType>
    </xs:element></xs:schema>
    """

  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var document: String
    /// Nil: valid. Else a part of the first complaint; empty where libxml2's versions word it
    /// differently.
    var complaint: String?
    var description: String { name }
  }

  static let rows: [Row] = [
    Row(name: "valid", document: "<a n='1'/>", complaint: nil),
    Row(name: "wrong type", document: "<a n='x'/>", complaint: "xs:integer"),
    Row(name: "missing attribute", document: "<a/>", complaint: "'n' is required"),
    Row(name: "unknown element", document: "<b/>", complaint: "No matching global declaration"),
    Row(name: "not well-formed", document: "<a n='1'>", complaint: ""),
    Row(name: "empty", document: "", complaint: ""),
    Row(name: "illegal character", document: "<a n='\u{1}'/>", complaint: "invalid character"),
    Row(
      name: "document type", document: "<!DOCTYPE a [<!ENTITY e '1'>]><a n='&e;'/>",
      complaint: "document type declaration is not read"),
    Row(
      name: "external entity",
      document: "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a n='1'>&e;</a>",
      complaint: "document type declaration is not read"),
  ]

  @Test(arguments: rows) func judges(_ row: Row) throws {
    let folder = try TemporaryFolder()
    try Data(Self.schema.utf8).write(to: URL(filePath: folder.path + "/s.xsd"))
    try Data(row.document.utf8).write(to: URL(filePath: folder.path + "/d.xml"))
    let check = try XMLSchemaCheck(path: folder.path + "/s.xsd")
    let violations: [Diagnostic]
    do {
      violations = try check.violations(inFileAt: folder.path + "/d.xml")
    } catch {
      violations = error.diagnostics
    }
    if let complaint = row.complaint {
      #expect(violations.first?.message.contains(complaint) == true, "\(violations)")
    } else {
      #expect(violations.isEmpty, "\(violations)")
    }
  }

  @Test func schemasLoadNoOthers() throws {
    let folder = try TemporaryFolder()
    try Data(Self.schema.utf8).write(to: URL(filePath: folder.path + "/s.xsd"))
    let including = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:include schemaLocation="\(folder.path)/s.xsd"/></xs:schema>
      """
    try Data(including.utf8).write(to: URL(filePath: folder.path + "/i.xsd"))
    #expect(throws: InvalidInput.self) { _ = try XMLSchemaCheck(path: folder.path + "/i.xsd") }
  }

  @Test func badSchemasAreRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: InvalidInput.self) { _ = try XMLSchemaCheck(path: folder.path + "/none.xsd") }
    for text in ["", "<a/>", "<xs:schema", "no"] {
      try Data(text.utf8).write(to: URL(filePath: folder.path + "/s.xsd"))
      #expect(throws: InvalidInput.self) { _ = try XMLSchemaCheck(path: folder.path + "/s.xsd") }
    }
  }
}
