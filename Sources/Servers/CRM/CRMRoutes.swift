import Documents

/// The founding contract's operations, in the contract's order.
enum CRMRoutes {
  static let all: [Route] = [
    Route("GET", "/accounts", answer: accounts),
    Route("GET", "/accounts/{accountId}", answer: account),
    Route("GET", "/accounts/{accountId}/profiles", answer: profilesOfAccount),
    Route("GET", "/accounts/profiles/{profileId}", answer: profile),
    Route("GET", "/accounts/profiles/{profileId}/lines", answer: linesOfProfile),
    Route("GET", "/accounts/profiles/{profileId}/services", answer: servicesOfProfile),
    Route("GET", "/accounts/profiles", answer: line),
    Route("GET", "/documents/{documentId}", answer: document),
    Route("GET", "/customers/{nit}/portfolio", answer: portfolio),
    Route("POST", "/lines/recordings", takesBody: true, answer: askForRecordings),
    Route("GET", "/calls/{idFormat}/{idCall}/recordings", answer: downloadRecording),
    Route("GET", "/calls/{idCall}/recordings", answer: eraseRecording),
    Route("GET", "/customers/{MSISDN}/calls/details", answer: callDetail),
    Route("POST", "/profiles/{profileId}/services", takesBody: true, answer: addServices),
    Route("DELETE", "/profiles/{profileId}", takesBody: true, answer: removeServices),
    Route("PUT", "/profile/{profileId}", takesBody: true, answer: changeServices),
    Route("GET", "/services/{partnum}", answer: catalogueEntry),
    Route("POST", "/accounts/{accountId}/processes", takesBody: true, answer: startProcess),
  ]
}
