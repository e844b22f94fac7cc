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
    guard case .success(let book) = open(reference, direction),
      let root = Self.value(in: book, named: name, random: &random, size: .full).value
    else { return [] }
    var collector = VariantCollector(book: book, root: root)
    var extras: [(VariantCollector.Candidate, ValueSite)] = []
    // The whole first: its variants are the ones that everybody needs.
    for site in ValueSite.all(in: root, of: book) where !collector.isFull {
      var maker = BoundaryMaker(site: site, book: book, random: random)
      for candidate in maker.candidates() {
        if candidate.isExtra {
          extras.append((candidate, site))
        } else {
          collector.addValid(candidate, at: site)
        }
      }
      random = maker.random
    }
    for (candidate, site) in extras { collector.addValid(candidate, at: site) }
    return collector.variants
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
    guard case .success(let book) = open(reference, direction),
      let root = Self.value(in: book, named: name, random: &random, size: .full).value
    else { return [] }
    var collector = VariantCollector(book: book, root: root)
    var extras: [(VariantCollector.Candidate, ValueSite)] = []
    for site in ValueSite.all(in: root, of: book) where !collector.isFull {
      var maker = ViolationMaker(site: site, book: book, random: random)
      for candidate in maker.candidates() {
        if candidate.isExtra {
          extras.append((candidate, site))
        } else {
          collector.addInvalid(candidate, at: site)
        }
      }
      random = maker.random
    }
    for (candidate, site) in extras { collector.addInvalid(candidate, at: site) }
    return collector.variants
  }
}
