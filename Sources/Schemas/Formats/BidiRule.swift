/// The rule for host names with letters that run from right to left (RFC 5893 §2).
///
/// The standard library doesn't tell the direction of characters; here it goes by blocks, all
/// of which the Unicode Character Database reserves for one direction.
enum BidiRule {
  private enum Direction {
    case left, right, europeanNumber, arabicNumber, mark, neutral
  }

  static func holds(for labels: [[Unicode.Scalar]]) -> Bool {
    let directions = labels.map { $0.map(direction) }
    let isBidi = directions.contains { $0.contains { $0 == .right || $0 == .arabicNumber } }
    return !isBidi || directions.allSatisfy(holds)
  }

  private static func holds(for label: [Direction]) -> Bool {
    guard let first = label.first, let last = label.last(where: { $0 != .mark }) else {
      return false
    }
    switch first {
    case .right:
      if label.contains(.left) { return false }
      if label.contains(.europeanNumber), label.contains(.arabicNumber) { return false }
      return last == .right || last == .europeanNumber || last == .arabicNumber
    case .left:
      if label.contains(where: { $0 == .right || $0 == .arabicNumber }) { return false }
      return last == .left || last == .europeanNumber
    default:
      return false
    }
  }

  private static func direction(_ scalar: Unicode.Scalar) -> Direction {
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanNumber
    case 0x2D: return .neutral
    case 0x600...0x605, 0x660...0x669, 0x66B, 0x66C, 0x6DD, 0x890, 0x891, 0x8E2, 0x10D30...0x10D39,
      0x10E60...0x10E7E:
      return .arabicNumber
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .format: return .neutral
    default: break
    }
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      return .right
    default: return .left
    }
  }
}
