package import Contracts
import Documents
package import Schemas

extension ValueGenerator {
  /// Valid values at the edges of a schema: limits, shortest and longest texts, odd characters,
  /// empty and full lists, listed values, branches, members left out, pairs of members.
  ///
  /// Each is accepted by the compiled schema. At most `GenerationLimits.variants`, in a stable order;
  /// none where no valid value is found to begin with.
  package func boundaries(
    of reference: Contract.SchemaReference, named name: String? = nil,
    direction: SchemaOptions.Direction, random: inout SeededRandom
  ) -> [GeneratedVariant] {
    variants(of: reference, named: name, direction, &random, BoundaryMaker.self) {
      $0.addValid($1, at: $2)
    }
  }

  /// Values that break a schema in one way each.
  ///
  /// The compiled schema refuses each of them, and all that it has against one stands at one place
  /// and under one keyword. At most `GenerationLimits.variants`, in a stable order; none where no
  /// valid value is found to begin with.
  package func violations(
    of reference: Contract.SchemaReference, named name: String? = nil,
    direction: SchemaOptions.Direction, random: inout SeededRandom
  ) -> [GeneratedVariant] {
    variants(of: reference, named: name, direction, &random, ViolationMaker.self) {
      $0.addInvalid($1, at: $2)
    }
  }

  /// What a maker thinks of for each part of a valid value, as far as it is what it should be.
  private func variants<Maker: VariantMaker>(
    of reference: Contract.SchemaReference, named name: String?,
    _ direction: SchemaOptions.Direction, _ random: inout SeededRandom, _ maker: Maker.Type,
    add: (inout VariantCollector, VariantCollector.Candidate, ValueSite) -> Void
  ) -> [GeneratedVariant] {
    guard case .success(let book) = open(reference, direction),
      let root = Self.base(in: book, named: name, random: &random)
    else { return [] }
    var collector = VariantCollector(book: book, root: root)
    var extras: [(VariantCollector.Candidate, ValueSite)] = []
    // The whole first: its variants are the ones that everybody needs.
    for site in ValueSite.all(in: root, of: book) where !collector.isFull {
      var maker = Maker(site: site, book: book, random: random)
      for candidate in maker.candidates() {
        if candidate.isExtra {
          extras.append((candidate, site))
        } else {
          add(&collector, candidate, site)
        }
      }
      random = maker.random
    }
    for (candidate, site) in extras { add(&collector, candidate, site) }
    return collector.variants
  }

  /// The valid value from which variants are made: with all members, so that all can be varied, and
  /// therefore no example of the whole.
  private static func base(
    in book: SchemaBook, named name: String?, random: inout SeededRandom
  ) -> Value? {
    let made = value(in: book, named: name, random: &random, size: .full) { $0.examplesFrom = 1 }
    return made.value ?? value(in: book, named: name, random: &random, size: .full) { _ in }.value
  }
}

/// Thinks of other values for one part of a value.
protocol VariantMaker {
  var site: ValueSite { get }
  var book: SchemaBook { get }
  var random: SeededRandom { get }

  init(site: ValueSite, book: SchemaBook, random: SeededRandom)

  mutating func candidates() -> [VariantCollector.Candidate]
}

extension VariantMaker {
  var constraints: Constraints { site.constraints }
  var subject: String { site.subject }
}
