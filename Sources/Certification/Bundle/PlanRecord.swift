import Evidence

/// What was to be sent, `plan.json`: every case of the plan by its id, in order.
package struct PlanRecord: Sendable, Hashable {
  package struct Item: Sendable, Hashable {
    package var id: String
    package var title: String
    package var group: String
    package var intent: String
    /// What its steps call.
    package var operations: [String]

    package init(id: String, title: String, group: String, intent: String, operations: [String]) {
      self.id = id
      self.title = title
      self.group = group
      self.intent = intent
      self.operations = operations
    }
  }

  package var cases: [Item]

  package init(cases: [Item]) { self.cases = cases }

  package static let file = RecordFile(
    format: "muster-plan", what: "the plan",
    record: EventRecord(
      "plan", "Every case of the plan, in order.", blank: PlanRecord(cases: []),
      [EventField("cases", \.cases, .array(Item.record.codec), "The cases.")]))
}

extension PlanRecord.Item {
  static let record = EventRecord(
    "plannedCase", "A case of the plan.",
    blank: PlanRecord.Item(id: "", title: "", group: "", intent: "", operations: []),
    [
      EventField("id", \.id, .string, "Unique in the plan."),
      EventField("title", \.title, .string, "For people."),
      EventField("group", \.group, .string, "The operation, or a suite's name."),
      EventField("intent", \.intent, .string, "What it is to show."),
      EventField("operations", \.operations, .array(.string), "What its steps call."),
    ])
}
