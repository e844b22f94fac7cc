internal import Synchronization

/// The parts of a program that a validator reads at every step, at fixed addresses.
///
/// Plain pointers, because array accesses through a struct cost reference counting and checks that
/// tripled the time of a validation. Sound because the memory belongs to a `ProgramStorage`, is
/// written only before that is handed out (apart from `MemberSlot.next`, which is atomic), and all
/// indexes into it come from the compiler.
struct ProgramView {
  var schemas: UnsafeBufferPointer<SchemaRecord>
  var instructions: UnsafeBufferPointer<Instruction>
  var lists: UnsafeBufferPointer<Int32>
  var memberRules: UnsafeBufferPointer<SchemaProgram.MemberRules>
  var memberEntries: UnsafeBufferPointer<SchemaProgram.MemberEntry>
  /// Followed by eight zero bytes.
  var names: UnsafeBufferPointer<UInt8>
  var slots: UnsafeBufferPointer<Int32>
  var patternMembers: UnsafeBufferPointer<SchemaProgram.PatternMember>
  var integerBounds: UnsafeBufferPointer<IntegerBound>
  var textSets: UnsafeBufferPointer<TextSet>
  var texts: UnsafeBufferPointer<TextEntry>
  /// Compiled patterns, nil where PCRE2 has no means for one.
  var patterns: UnsafeBufferPointer<OpaquePointer?>

  // What yes-or-no validation runs on: the same program, arranged for speed.

  /// By schema.
  var shapes: UnsafePointer<Shape>
  /// By schema.
  var edges: UnsafePointer<Edge>
  /// By schema × 8 + value class: which of `checks` apply.
  var groups: UnsafePointer<Group>
  var checks: UnsafePointer<Instruction>
  /// By member rules.
  var objects: UnsafePointer<ObjectShape>
  /// Parallel to `memberEntries`.
  var members: UnsafePointer<MemberSlot>
  var ranges: UnsafePointer<IntegerRange>

  /// A bound that is a machine integer, or none.
  struct IntegerBound {
    var value: Int
    var isInteger: Bool
    var isExclusive: Bool
  }

  /// The strings of a value set, in the order of their hashes.
  struct TextSet {
    var start: Int32
    var count: Int32
    /// The kinds of all values of the set.
    var types: UInt8
  }

  struct TextEntry {
    var hash: UInt32
    var start: Int32
    var count: Int32
  }

  /// What a schema says about a value before looking into it, as sets of value classes.
  struct Shape {
    /// The classes whose type fits.
    var accepted: UInt8
    /// The classes that satisfy the schema by their type alone.
    var plain: UInt8
    /// The classes whose checks look at nothing but the value: no schema is entered.
    var leaf: UInt8
    /// Whether a number that is not spelt as an integer may be one, like `1.0`.
    var hasIntegersByValue: Bool
  }

  /// The way into a schema, with the two cases that nearly all values are: the type alone decides, or
  /// one check does.
  struct Edge {
    enum Single: UInt8 {
      /// A check that enters no other schema.
      case leaf
      /// Member rules.
      case members
    }

    var schema: Int32
    /// The index of the check, or of the member rules.
    var single: Int32
    /// The classes that satisfy the schema by their type alone.
    var plain: UInt8
    /// The class for which there is one check; 0 for none.
    var singleClass: UInt8
    var kind: Single
  }

  /// A stretch of `checks`.
  struct Group {
    var start: Int32
    var end: Int32
  }

  /// Both bounds of integers, each included.
  struct IntegerRange {
    var least: Int
    var most: Int
  }

  /// `MemberRules` for objects whose members need no patterns.
  struct ObjectShape {
    /// To the schema of members that are not mentioned; every class is plain where there is none.
    /// Stands first, so that a pointer to the object is one to the edge.
    var additional: Edge
    /// The required names, one bit each.
    var required: UInt64
    /// False where this doesn't tell all: patterns, or more than 64 required names.
    var isComplete: Bool
    var slotStart: Int32
    var slotMask: Int32
    /// The entry of the member that such objects are expected to begin with.
    var first: Int32
    /// The least number of members that holds all required ones.
    var least: UInt32
  }

  /// A member that an object's rules mention, with the start of its name in place.
  struct Member {
    /// To its schema, or to that of members not mentioned; every class is plain where there is
    /// neither. Stands first, so that a pointer to the member is one to the edge.
    var edge: Edge
    /// The name's length in bytes, and its hash in the upper half: as a tape node has them.
    var sizeAndHash: UInt64
    /// The first sixteen bytes of the name, zeros behind its end, and which bits are the name's.
    var word0: UInt64
    var word1: UInt64
    var mask0: UInt64
    var mask1: UInt64
    /// Its bit among the required names, or 0.
    var required: UInt64
    var isForbidden: Bool
  }

  /// A member, and which one followed it when an object was last looked at: a guess to be tried
  /// first, and so no harm done when threads overwrite each other's.
  struct MemberSlot: ~Copyable {
    let member: Member
    let next: Atomic<Int32>
  }
}
