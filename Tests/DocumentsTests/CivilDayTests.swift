import Documents
import Testing

@Suite("Days")
struct CivilDayTests {
  @Test(
    "a day has its number",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("0000-01-01", -719_528), ("9999-12-31", 2_932_896), ("2026-11-27", 20_784),
    ])
  func number(_ text: String, _ days: Int) throws {
    let day = try #require(CivilDay(text))
    #expect(day.since1970 == days)
    #expect(CivilDay(since1970: days) == day)
    #expect(day.description == text)
  }

  @Test("every day follows the one before, over 400 years and on both sides of the year 0")
  func sequence() throws {
    for start in [-720_000, 0] {
      var before = CivilDay(since1970: start)
      for days in (start + 1)...(start + 146_100) {
        let day = CivilDay(since1970: days)
        #expect(day.since1970 == days)
        let isLast = before.day == CivilDay.length(ofMonth: before.month, in: before.year)
        let expected =
          isLast
          ? (before.month == 12 ? [before.year + 1, 1, 1] : [before.year, before.month + 1, 1])
          : [before.year, before.month, before.day + 1]
        guard [day.year, day.month, day.day] == expected else {
          Issue.record("\(day) follows \(before)")
          return
        }
        before = day
      }
    }
  }

  @Test(
    "is no day",
    arguments: [
      "", "2026-1-01", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "2026-04-31",
      "2026-01-00", "2026/01/01", "+026-01-01", "2026-01-01 ", "２026-01-01", "2026-01-1x",
    ])
  func noDay(_ text: String) { #expect(CivilDay(text) == nil) }

  @Test("a day that the month lacks is one of the next")
  func overflow() {
    #expect(CivilDay(since1970: CivilDay.days(2026, 2, 31)).description == "2026-03-03")
  }
}
