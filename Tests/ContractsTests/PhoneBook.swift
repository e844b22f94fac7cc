/// A small definition as version 1.1.5 of the renderer prints it, for tests to change.
enum PhoneBook {
  static let text = """
    Phone book
    ==========
    Numbers and names

    **Version:** 1.2.0

    ### Security
    ---
    **login**  

    |oauth2|*OAuth 2.0*|
    |---|---|
    |Token URL|https://example.com/token?grant_type=client_credentials|
    |Flow|application|
    |**Scopes**||
    |read|look up|

    ### /people/{id}
    ---
    ##### ***GET***
    **Summary:** Finds a person

    **Description:** Looks a person up

    **Parameters**

    | Name | Located in | Description | Required | Schema |
    | ---- | ---------- | ----------- | -------- | ---- |
    | id | path | The person | Yes | long |
    | full | query | With numbers | No | boolean |
    | Authorization | header | Token | Yes | string |

    **Responses**

    | Code | Description | Schema |
    | ---- | ----------- | ------ |
    | 200 | Found | [person](#person) |
    | default | Failed | [problem](#problem) |

    ##### ***PUT***
    **Summary:** Replaces a person

    **Parameters**

    | Name | Located in | Description | Required | Schema |
    | ---- | ---------- | ----------- | -------- | ---- |
    | id | path | The person | Yes | long |
    | person | body | New data | Yes | [person](#person) |

    **Responses**

    | Code | Description | Schema |
    | ---- | ----------- | ------ |
    | 204 | Done |

    ### Models
    ---

    ### person  

    | Name | Type | Description | Required |
    | ---- | ---- | ----------- | -------- |
    | name | string | Full name | Yes |
    | born | date |  | No |
    | numbers | [ [number](#number) ] |  | No |

    ### number  

    | Name | Type | Description | Required |
    | ---- | ---- | ----------- | -------- |
    | digits | string |  | No |

    ### tags  

    | Name | Type | Description | Required |
    | ---- | ---- | ----------- | -------- |
    | tags | array |  |  |

    ### problem  

    | Name | Type | Description | Required |
    | ---- | ---- | ----------- | -------- |
    | error | object |  | No |
    """

  /// Codes of the notes that it gives as it is.
  static let usualCodes = ["media-type-assumed", "security-assumed"]
}
