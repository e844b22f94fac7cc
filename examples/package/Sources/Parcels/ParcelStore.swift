/// Parcels on their way, in memory.
public actor ParcelStore {
  public struct Parcel: Codable, Sendable {
    public enum Status: String, Codable, Sendable {
      case waiting, travelling, delivered
    }

    public let id: Int
    public let recipient: String
    public let grams: Int
    public var status = Status.waiting
  }

  private var parcels: [Int: Parcel] = [:]
  private var lastID = 0

  public init() {}

  func parcels(_ status: Parcel.Status?) -> [Parcel] {
    parcels.values.filter { status == nil || $0.status == status }.sorted { $0.id < $1.id }
  }

  func parcel(_ id: Int) -> Parcel? { parcels[id] }

  @discardableResult
  public func send(to recipient: String, grams: Int) -> Parcel {
    lastID += 1
    let parcel = Parcel(id: lastID, recipient: recipient, grams: grams)
    parcels[parcel.id] = parcel
    return parcel
  }

  func cancel(_ id: Int) -> Bool { parcels.removeValue(forKey: id) != nil }
}
