/// Few rows of yes and no such that each pair of columns shows all four combinations.
enum PairwiseCover {
  /// Rows for so many columns, found greedily; the same ones each time. At most 64 columns are
  /// covered.
  static func rows(_ columns: Int) -> [[Bool]] {
    let columns = min(columns, 64)
    guard columns > 1 else { return columns == 1 ? [[true], [false]] : [] }
    // Each column gets its own choice of half of the rows (Kleitman and Spencer 1973): with one row
    // of all, any two different choices of that size show the four combinations.
    var count = 4
    while binomial(count - 1, count / 2 - 1) < columns { count += 1 }
    var rows = Array(
      repeating: Array(repeating: false, count: columns), count: count)
    var column = 0
    // Bit patterns over the rows behind the first, with a fixed number of ones.
    for pattern in 0..<(1 << (count - 1)) where pattern.nonzeroBitCount == count / 2 - 1 {
      guard column < columns else { break }
      rows[0][column] = true
      for row in 1..<count where pattern >> (row - 1) & 1 == 1 { rows[row][column] = true }
      column += 1
    }
    return rows
  }

  private static func binomial(_ total: Int, _ chosen: Int) -> Int {
    guard chosen >= 0, chosen <= total else { return 0 }
    var result = 1
    for step in 0..<chosen { result = result * (total - step) / (step + 1) }
    return result
  }
}
