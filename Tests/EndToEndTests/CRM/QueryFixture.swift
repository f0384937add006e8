import Contracts
import TestSupport

/// An organization whose records differ in all that can be filtered and ordered by. For what changes nothing.
struct QueryFixture: Sendable {
    let call: RecordCaller
    let company: String

    static var shared: QueryFixture {
        get async throws { try await making.value }
    }

    /// The job titles of the people, or the names of the opportunities, that a query finds, in the order of the answer.
    func found(_ objects: String, _ query: String, key: String = "jobTitle") async throws -> [String] {
        let reply = try await call("GET", "/rest/\(objects)?\(query)")
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return reply.json["data"][objects].elements.map { $0[key].string }
    }

    private static let making = Task { try await make() }

    private static func make() async throws -> QueryFixture {
        let call = try await RecordCaller.fresh()
        let company = try await call.create("companies", ["name": "Zeta Air", "address": ["addressCity": "Ulm"]])["id"].string
        for (objects, records) in [("people", people(company)), ("opportunities", opportunities)] {
            for id in try await call.ids(objects) { _ = try await call("DELETE", "/rest/\(objects)/\(id)") }
            for record in records { _ = try await call.create(objects, record) }
        }
        let gone = try await call.create("people", ["jobTitle": "gone", "position": 9])["id"].string
        _ = try await call("DELETE", "/rest/people/\(gone)?soft_delete=true")
        return QueryFixture(call: call, company: company)
    }

    private static func people(_ company: String) -> [JSONValue] {
        [
            [
                "jobTitle": "Pilot", "position": 1, "name": ["firstName": "Ada", "lastName": "Doe"], "companyId": .string(company),
                "emails": ["primaryEmail": "ada@example.com", "additionalEmails": ["a@example.com"]],
                "createdAt": "2026-03-09T08:15:30.250Z",
            ],
            [
                "jobTitle": "Co-pilot", "position": 2, "name": ["firstName": "Bob", "lastName": "Roe"],
                "createdAt": "2026-03-09T08:15:30.251Z", "phones": ["primaryPhoneNumber": "+49 30 123456"],
            ],
            [
                "jobTitle": "100%_sure", "position": 3, "name": ["firstName": "O'Hara", "lastName": "Doe"],
                "companyId": .string(company), "createdAt": "2026-03-10T00:00:00.000Z",
            ],
            ["position": 4, "name": ["lastName": "Koch, Sr. (Eve)"], "createdAt": "2026-04-01T00:00:00.000Z"],
        ]
    }

    private static let opportunities: [JSONValue] = [
        [
            "name": "small", "stage": "NEW", "amount": ["amountMicros": 1_000_000, "currencyCode": "EUR"],
            "closeDate": "2026-05-01T12:00:00.000Z",
        ],
        ["name": "middle", "stage": "MEETING", "amount": ["amountMicros": 5_000_000, "currencyCode": "USD"]],
        ["name": "large", "stage": "CUSTOMER", "amount": ["amountMicros": 9_000_000], "closeDate": "2026-07-01T12:00:00.000Z"],
    ]
}
