internal import Documents

/// A compiled schema with all that it refers to, in flat pools that point into each other by index.
struct SchemaProgram: Sendable {
  /// A bound of a number; `integer` where it is a machine integer.
  struct Bound: Sendable {
    var integer: Int?
    var decimal: ExactDecimal
    var isExclusive: Bool
    var text: String
  }

  /// The values of `enum` or `const`.
  struct ValueSet: Sendable {
    /// An array of the values; nil where all of them are strings.
    var document: JSONDocument?
    /// Tape indexes of the values in it.
    var nodes: [Int]
    /// Their kinds as in `SchemaRecord.types`.
    var types: UInt8
    /// The strings among them, as UTF-8.
    var texts: [[UInt8]]
  }

  /// A name that an object's rules mention.
  struct MemberEntry: Sendable {
    var hash: UInt32
    var nameStart: Int32
    var nameCount: Int32
    /// The schema of the member, −1 where the name is only required.
    var schema: Int32
    /// The position among the required names, or −1.
    var required: Int32
    /// Whether the direction of travel forbids the member.
    var isForbidden: Bool
  }

  /// `properties`, `patternProperties`, `additionalProperties` and `required` of one schema.
  struct MemberRules: Sendable {
    /// The hash table: where it starts in `slots`, and its size minus one.
    var slotStart: Int32 = 0
    var slotMask: Int32 = -1
    var patternStart: Int32 = 0
    var patternCount: Int32 = 0
    /// The schema of members that nothing else speaks of, or −1.
    var additional: Int32 = -1
    var requiredCount: Int32 = 0
    /// Whether `additionalProperties` was written at all; `true` needs no check but evaluates.
    var hasAdditional = false
    var entryStart: Int32 = 0
    var entryCount: Int32 = 0
    var isEmpty: Bool { entryCount == 0 && patternCount == 0 && !hasAdditional }
  }

  struct PatternMember: Sendable {
    var pattern: Int32
    var schema: Int32
  }

  /// What the presence of one member asks for.
  struct Dependency: Sendable {
    var name: [UInt8]
    var hash: UInt32
    var names: [String]
    /// A schema for the whole object, or −1.
    var schema: Int32
    var keyword: Keyword
  }

  struct Discriminator: Sendable {
    var property: String
    /// The schema for each value of the property; −1 where it is known but checked elsewhere.
    var schemas: [ExactName: Int32]
    var names: [String]
  }

  /// A reference whose target depends on the way that led to it.
  struct DynamicTarget: Sendable {
    /// The target of the reference read as a plain one.
    var initial: Int32
    /// Whether that target has the anchor at all; where not, the reference is a plain one.
    var isDynamic: Bool
    /// By schema resource: the schema that has the anchor there.
    var byResource: [Int32: Int32]
  }

  /// Where a schema was written.
  struct Origin: Sendable {
    var document: Int
    /// The place itself, or the one of a schema around it.
    var base: JSONPointer
    /// Lead on from there, the keyword first; nil: nothing. A pointer for each of so many schemas would
    /// cost more than all else that is kept of them, and hardly any is asked for.
    var keyword: Keyword?
    var token: String?

    var pointer: JSONPointer {
      let holder = keyword.map { base.appending($0.rawValue) } ?? base
      return token.map { holder.appending($0) } ?? holder
    }
  }

  var schemas: [SchemaRecord] = []
  var origins: [Origin] = []
  var instructions: [Instruction] = []
  var lists: [Int32] = []
  var bounds: [Bound] = []
  var patterns: [Pattern] = []
  var valueSets: [ValueSet] = []
  var memberRules: [MemberRules] = []
  var memberEntries: [MemberEntry] = []
  var memberNames: [UInt8] = []
  var slots: [Int32] = []
  var patternMembers: [PatternMember] = []
  var dependencies: [[Dependency]] = []
  var discriminators: [Discriminator] = []
  var dynamicTargets: [DynamicTarget] = []
  /// The documents that origins are in.
  var documents: [SchemaRegistry.Entry] = []
  /// The word that forbids members in the direction of travel.
  var forbiddenKeyword = Keyword.readOnly.rawValue
  /// Whether the validator has to keep track of the resources it came through.
  var hasDynamicReferences: Bool { !dynamicTargets.isEmpty }
}
