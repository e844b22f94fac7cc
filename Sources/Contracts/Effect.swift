import Documents

extension Contract.Operation.Effect {
  /// Overlays and specs say it in this member of an operation.
  static let extensionName = "x-muster-effect"

  /// What a call does, by its method, then by the words that describe it, then by the operation's
  /// own word for it, the later ones having the last word.
  ///
  /// A word outside of read, write and destroy is an error: guessing could send a request that
  /// erases data.
  static func decide(
    method: String, summary: String?, description: String?, extensions: ValueObject,
    diagnostics: inout [Diagnostic]
  ) -> (effect: Self, origin: Contract.Operation.EffectOrigin) {
    if let value = extensions[extensionName] {
      if let effect = value.string.flatMap(Self.init(rawValue:)) { return (effect, .overlay) }
      let written = value.string.map { "`\($0)`" } ?? "a value of type \(value.typeName)"
      diagnostics.append(
        Diagnostic(
          .error, code: "effect-invalid",
          "`\(extensionName)` must be read, write or destroy, not \(written)",
          remedy: Suggestion.remedy(
            for: value.string ?? "", among: Self.allCases.map(\.rawValue)),
          at: value.range))
    }
    let byMethod: Self =
      switch method {
      case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY": .read
      case "DELETE": .destroy
      default: .write
      }
    if byMethod != .destroy, [summary, description].contains(where: DestructiveWording.occurs) {
      return (.destroy, .wording)
    }
    return (byMethod, .method)
  }
}

/// Words that say that a call takes data away, in the languages that vendors' definitions are
/// written in.
///
/// Forms that act (infinitive, imperative, third person, gerund) and not participles: an operation
/// that lists deleted things reads.
enum DestructiveWording {
  private static let words: Set<String> = [
    "delete", "deletes", "deleting", "erase", "erases", "erasing", "remove", "removes",
    "removing", "destroy", "destroys", "destroying", "purge", "purges", "purging", "wipe",
    "wipes", "wiping",
    "borrar", "borra", "borre", "borrando", "eliminar", "elimina", "elimine", "eliminando",
    "suprimir", "suprime", "quitar", "quita", "remover", "remueve",
    "apagar", "apaga", "excluir", "exclui", "deletar", "deleta",
  ]

  /// Whether one of the words stands in the text as a whole word, whatever its case.
  static func occurs(_ text: String?) -> Bool {
    guard let text else { return false }
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic {
        word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      } else if !word.isEmpty {
        if words.contains(String(word)) { return true }
        word.removeAll(keepingCapacity: true)
      }
    }
    return words.contains(String(word))
  }
}
