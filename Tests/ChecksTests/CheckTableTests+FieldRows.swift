import Evidence

/// False alarms that real servers raised, and the failures next to them that must stay.
enum FieldRows {
  private static let bare = "GET /bare"
  private static let absent = Expectation(.absent, [404])
  private static let noToken = Expectation(.unauthorised, [401])
  private static let inURL = Expectation(.misplaced, [401])

  /// A warning that a strict run takes for a failure.
  private static func unforeseen(
    _ name: String, on call: String = bare, expect: Expectation, status: Int
  ) -> Table.Row {
    Table.row(
      name, on: call, expect: expect, status: status, lenient: ["status-code warning"],
      standard: ["status-code warning"], strict: ["status-code failure"])
  }

  static let all: [Table.Row] = [
    // No definition is expected to foresee every refusal (OpenAPI 3.0.4 §4.7.16).
    unforeseen("an invalid request refused by 400", expect: Table.refused, status: 400),
    unforeseen("an invalid request refused by the router", expect: Table.refused, status: 404),
    unforeseen(
      "a required parameter left out, refused by 400", expect: Table.omitted, status: 400),
    unforeseen("what is missing, refused by 404", expect: absent, status: 404),
    unforeseen("a made-up id unknown", expect: Table.generated, status: 404),
    unforeseen("a made-up value refused by 400", expect: Table.generated, status: 400),
    unforeseen("a made-up text too long for a URL", expect: Table.generated, status: 414),
    unforeseen("a made-up header field too large", expect: Table.generated, status: 431),
    unforeseen(
      "what was deleted, gone", expect: .deleted(circumstance: "it was deleted"), status: 404),
    // Hiding what is another's is what was asked for (RFC 9110 §15.5.4).
    Table.always(
      "another user's thing hidden by a status that is not documented", on: bare,
      expect: .foreign(circumstance: "it is Ann's"), status: 404),
    Table.always(
      "a documented method not allowed", on: bare, expect: Table.generated, status: 405,
      finds: "status-code failure"),
    Table.always(
      "a made-up request unauthenticated", on: bare, expect: Table.generated, status: 401,
      finds: "status-code failure"),
    Table.always(
      "a made-up request redirected", on: bare, expect: Table.generated, status: 302,
      finds: "status-code failure"),
    Table.always(
      "what the fixtures vouch for refused", on: bare, status: 404, finds: "status-code failure"),
    // Whoever asks for a credential has said that there are refusals without one.
    Table.always(
      "forbidden without a token, documented nowhere", on: Table.thing, expect: noToken,
      status: 403, finds: "auth-enforced warning"),
    Table.always(
      "led to a page for logging in", on: Table.thing, expect: noToken, status: 302,
      finds: "auth-enforced warning"),
    Table.always(
      "a success documented nowhere, without a token", on: Table.thing, expect: noToken,
      status: 201, finds: "status-code failure"),
    // To take a token from the URL is in doubt, and no way around the contract for anything else.
    Table.row(
      "a token in the URL taken", on: Table.thing, expect: inURL, headers: Table.json, body: "{}",
      lenient: [],
      standard: ["auth-enforced warning"], strict: ["auth-enforced failure"]),
    Table.always(
      "a token in the URL refused", on: Table.thing, expect: inURL, status: 401,
      headers: ["WWW-Authenticate": "Bearer"]),
    Table.always(
      "a token in the URL refused by 400", on: Table.thing, expect: inURL, status: 400,
      finds: "auth-enforced warning"),
    // What is documented by name is documented.
    Table.always("a success by its range", on: "GET /range", status: 201),
    Table.always(
      "a documented redirect", on: "GET /moved", expect: Expectation(.accepted, [302]), status: 302),
    Table.always(
      "an invalid request redirected as a valid one", on: "GET /moved", expect: Table.refused,
      status: 302, finds: "negative-accepted failure"),
    Table.always(
      "PUT makes what is not there", on: "PUT /things/{id}", expect: absent, status: 201,
      finds: "negative-accepted warning"),
    Table.always(
      "PUT makes what is not there though 404 is documented", on: "PUT /kept/{id}", expect: absent,
      status: 201, finds: "negative-accepted warning"),
    Table.row(
      "PUT answers as if it were there though 404 is documented", on: "PUT /kept/{id}",
      expect: absent, status: 200, lenient: ["negative-accepted warning"],
      standard: ["negative-accepted warning"], strict: ["negative-accepted failure"]),
    Table.always(
      "DELETE of what is not there", on: "DELETE /things/{id}", expect: absent, status: 204,
      finds: "negative-accepted failure"),
    Table.doubtful(
      "a documented 501", on: "POST /busy", expect: Table.refused, status: 501,
      finds: "server-error"),
    Table.doubtful(
      "a documented 501 to a made-up value", on: "POST /busy",
      expect: Expectation(.generated, [201]), status: 501, finds: "server-error"),
    Table.row(
      "a documented 501 to what the fixtures vouch for", on: "POST /busy",
      expect: Expectation(.accepted, [201]), status: 501, lenient: ["positive-rejected failure"],
      standard: ["server-error warning", "positive-rejected failure"],
      strict: ["server-error warning", "positive-rejected failure"]),
    Table.row(
      "a documented 500", on: "POST /busy", expect: Table.refused, status: 500,
      lenient: ["server-error warning", "negative-accepted warning"],
      standard: ["server-error failure"], strict: ["server-error failure"]),
  ]
}
