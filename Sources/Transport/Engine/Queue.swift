/// First in, first out, in amortised constant time.
struct Queue<Element> {
  private var elements: [Element?] = []
  private var head = 0

  /// False also where all that is left was taken out of the middle.
  var isEmpty: Bool { head == elements.count }

  mutating func append(_ element: Element) {
    elements.append(element)
  }

  mutating func popFirst() -> Element? {
    while head < elements.count {
      let element = elements[head]
      elements[head] = nil
      head += 1
      if head == elements.count {
        elements.removeAll(keepingCapacity: true)
        head = 0
      } else if head > 64, head * 2 > elements.count {
        elements.removeFirst(head)
        head = 0
      }
      if let element { return element }
    }
    return nil
  }

  /// Takes out the first element that the condition holds for; in linear time.
  mutating func remove(where condition: (Element) -> Bool) -> Element? {
    for index in head..<elements.count {
      if let element = elements[index], condition(element) {
        elements[index] = nil
        return element
      }
    }
    return nil
  }
}
