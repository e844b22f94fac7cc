/// Which optional things a request has, so that every pair of them is seen in all four combinations.
///
/// Two places differ in some binary digit, so the row of that digit has one of them and not the
/// other, its opposite has it the other way round, and the rows of all and of none give the rest:
/// 2⌈log₂ n⌉ + 2 rows for n things.
package struct PresenceRows {
  /// The places that are there, row by row; never two rows alike.
  package let rows: [[Int]]

  package init(count: Int) {
    var rows: [[Int]] = []
    let all = Array(0..<max(0, count))
    func add(_ row: [Int]) {
      if !rows.contains(row) { rows.append(row) }
    }
    add([])
    add(all)
    var digit = 1
    while digit < count {
      add(all.filter { $0 & digit != 0 })
      add(all.filter { $0 & digit == 0 })
      digit *= 2
    }
    self.rows = rows
  }
}
