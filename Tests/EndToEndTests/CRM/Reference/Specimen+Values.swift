import Contracts

extension Specimen {
    static let fields = [
        ("text", "TEXT"), ("count", "NUMBER"), ("precise", "NUMERIC"), ("flag", "BOOLEAN"), ("day", "DATE"),
        ("moment", "DATE_TIME"),
        ("grade", "SELECT"), ("stars", "RATING"), ("tags", "MULTI_SELECT"), ("words", "ARRAY"), ("notions", "RAW_JSON"),
        ("mark", "UUID"), ("fullName", "FULL_NAME"), ("mails", "EMAILS"), ("phone", "PHONES"), ("site", "LINKS"),
        ("price", "CURRENCY"), ("place", "ADDRESS"), ("writer", "ACTOR"), ("essay", "RICH_TEXT"), ("papers", "FILES"),
    ]

    static let options = ["SELECT": choices, "MULTI_SELECT": choices]

    /// In the order of the alphabet the higher one would come first.
    private static let choices = json(
        """
        {"options": [
            {"value": "LOW", "label": "Low", "color": "green", "position": 0},
            {"value": "HIGH", "label": "High", "color": "red", "position": 1}
        ]}
        """)

    /// As it is written, and as it is read.
    static let low = json(
        """
        {"text": "apple", "count": 1, "precise": 1.5, "flag": false, "day": "2026-01-10", "moment": "2026-01-10T10:00:00.000Z",
        "grade": "LOW", "stars": "RATING_1", "tags": ["LOW"], "words": ["one", "two"], "notions": {"a": 1},
        "mark": "10000000-0000-4000-8000-000000000000", "fullName": {"firstName": "Ada", "lastName": "Byron"},
        "mails": {"primaryEmail": "a@example.com", "additionalEmails": ["aa@example.com"]},
        "phone": {"primaryPhoneNumber": "30111111", "primaryPhoneCountryCode": "DE", "primaryPhoneCallingCode": "+49",
            "additionalPhones": [{"number": "30111112", "callingCode": "+49", "countryCode": "DE"}]},
        "site": {"primaryLinkLabel": "Alpha", "primaryLinkUrl": "https://a.example",
            "secondaryLinks": [{"url": "https://aa.example", "label": "AA"}]},
        "price": {"amountMicros": 1000000, "currencyCode": "EUR"},
        "place": {"addressStreet1": "A Street 1", "addressStreet2": "A 2", "addressCity": "Aachen", "addressPostcode": "10001",
            "addressState": "Alabama", "addressCountry": "Austria", "addressLat": 1.5, "addressLng": -2.5},
        "writer": {"source": "EMAIL", "workspaceMemberId": "10000000-0000-4000-8000-000000000000", "name": "Ann",
            "context": {"a": 1}},
        "essay": {"blocknote": "[{\\"a\\":1}]", "markdown": "A word"},
        "papers": [{"label": "A paper", "fileId": "10000000-0000-4000-8000-000000000000"}],
        "companyId": "00000000-0000-4000-8000-000000000008"}
        """)

    static let high = json(
        """
        {"text": "banana", "count": 2, "precise": 2.25, "flag": true, "day": "2026-02-10", "moment": "2026-02-10T10:00:00.000Z",
        "grade": "HIGH", "stars": "RATING_2", "tags": ["HIGH"], "words": ["three"], "notions": {"b": 2},
        "mark": "20000000-0000-4000-8000-000000000000", "fullName": {"firstName": "Bob", "lastName": "Cole"},
        "mails": {"primaryEmail": "bob@example.org", "additionalEmails": ["bb@example.com"]},
        "phone": {"primaryPhoneNumber": "312345678", "primaryPhoneCountryCode": "JP", "primaryPhoneCallingCode": "+81",
            "additionalPhones": [{"number": "312345679", "callingCode": "+81", "countryCode": "JP"}]},
        "site": {"primaryLinkLabel": "Beta", "primaryLinkUrl": "https://b.example",
            "secondaryLinks": [{"url": "https://bb.example", "label": "BB"}]},
        "price": {"amountMicros": 2000000, "currencyCode": "USD"},
        "place": {"addressStreet1": "B Road 2", "addressStreet2": "B 3", "addressCity": "Bonn", "addressPostcode": "20002",
            "addressState": "Bavaria", "addressCountry": "Brazil", "addressLat": 3.5, "addressLng": 4.5},
        "writer": {"source": "MANUAL", "workspaceMemberId": "20000000-0000-4000-8000-000000000000", "name": "Ben",
            "context": {"b": 2}},
        "essay": {"blocknote": "[{\\"b\\":1}]", "markdown": "B text"},
        "papers": [{"label": "B paper", "fileId": "20000000-0000-4000-8000-000000000000"}],
        "companyId": "00000000-0000-4000-8000-000000000009"}
        """)

    /// What is read where nothing was written: text and lists are empty, all else is null.
    static let nothing = json(
        """
        {"text": "", "count": null, "precise": null, "flag": null, "day": null, "moment": null, "grade": null, "stars": null,
        "tags": [], "words": [], "notions": null, "mark": null, "fullName": {"firstName": "", "lastName": ""},
        "mails": {"primaryEmail": "", "additionalEmails": []},
        "phone": {"primaryPhoneNumber": "", "primaryPhoneCountryCode": "", "primaryPhoneCallingCode": "", "additionalPhones": []},
        "site": {"primaryLinkLabel": "", "primaryLinkUrl": "", "secondaryLinks": []},
        "price": {"amountMicros": null, "currencyCode": null},
        "place": {"addressStreet1": "", "addressStreet2": "", "addressCity": "", "addressPostcode": "", "addressState": "",
            "addressCountry": "", "addressLat": null, "addressLng": null},
        "writer": null, "essay": {"blocknote": null, "markdown": ""}, "papers": null, "companyId": null}
        """)

    static let companies = [
        json(
            """
            {"id": "00000000-0000-4000-8000-000000000008", "name": "Acme", "domainName": {"primaryLinkUrl": "https://acme.example"},
            "address": {"addressCity": "Ankara"}, "annualRevenue": {"amountMicros": 1000000},
            "createdAt": "2026-01-01T00:00:00.000Z"}
            """),
        json(
            """
            {"id": "00000000-0000-4000-8000-000000000009", "name": "Bolt", "domainName": {"primaryLinkUrl": "https://bolt.example"},
            "address": {"addressCity": "Berlin"}, "annualRevenue": {"amountMicros": 2000000},
            "createdAt": "2026-02-01T00:00:00.000Z"}
            """),
    ]

    static func json(_ text: String) -> JSONValue {
        guard let value = try? JSONParser.parse(Array(text.utf8)) else { preconditionFailure("no JSON: \(text)") }
        return value
    }
}
