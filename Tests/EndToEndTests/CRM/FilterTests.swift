import Contracts
import TestSupport
import Testing

/// What each comparator, path and conjunction of a filter finds. The fourth person has no job title, and reads as "".
@Suite struct FilterTests {
    private func found(_ objects: String, _ filter: String, key: String) async throws -> [String] {
        try await QueryFixture.shared.found(objects, "order_by=position&filter=\(RecordCaller.escaped(filter))", key: key)
    }

    @Test(arguments: [
        ("jobTitle[eq]:Pilot", ["Pilot"]), (#"jobTitle[eq]:"Pilot""#, ["Pilot"]), ("jobTitle[eq]:'Pilot'", ["Pilot"]),
        ("jobTitle[neq]:Pilot", ["Co-pilot", "100%_sure"]), (#"jobTitle[eq]:"""#, [""]),
        (#"jobTitle[neq]:"""#, ["Pilot", "Co-pilot", "100%_sure"]), ("jobTitle[gt]:Co-pilot", ["Pilot"]),
        ("jobTitle[lte]:Co-pilot", ["Co-pilot", "100%_sure"]), ("jobTitle[in]:[Pilot,\"Co-pilot\"]", ["Pilot", "Co-pilot"]),
        ("jobTitle[is]:NULL", [""]), ("jobTitle[is]:NOT_NULL", ["Pilot", "Co-pilot", "100%_sure"]),
        ("jobTitle[like]:%ilot", ["Pilot", "Co-pilot"]), ("jobTitle[like]:P%", ["Pilot"]), (#"jobTitle[like]:"""#, [""]),
        (#"jobTitle[like]:100\%\_%"#, ["100%_sure"]), ("jobTitle[ilike]:PIL%", ["Pilot"]),
        ("jobTitle[startsWith]:100%", ["100%_sure"]), ("jobTitle[endsWith]:pilot", ["Co-pilot"]),
        ("jobTitle[endsWith]:_sure", ["100%_sure"]),
    ])
    func textIsCompared(filter: String, titles: [String]) async throws {
        #expect(try await found("people", filter, key: "jobTitle") == titles)
    }

    @Test(arguments: [
        ("position[eq]:3.0", ["100%_sure"]), ("position[gt]:2", ["100%_sure", ""]),
        ("position[gte]:2,position[lt]:4", ["Co-pilot", "100%_sure"]),
        ("position[in]:[1,4]", ["Pilot", ""]), ("position[eq]:1x", ["Pilot"]),
        ("createdAt[eq]:2026-03-09T08:15:30.250Z", ["Pilot"]), ("createdAt[eq]:2026-03-09T09:15:30.250+01:00", ["Pilot"]),
        ("createdAt[gt]:2026-03-09T08:15:30.250Z", ["Co-pilot", "100%_sure", ""]),
        ("createdAt[lte]:2026-03-09T08:15:30.250Z", ["Pilot"]), ("createdAt[neq]:2026-03-10", ["Pilot", "Co-pilot", ""]),
        ("createdAt[gte]:2026-03-10,createdAt[lt]:2026-03-11", ["100%_sure"]),
    ])
    func numbersAndInstantsAreCompared(filter: String, titles: [String]) async throws {
        #expect(try await found("people", filter, key: "jobTitle") == titles)
    }

    @Test(arguments: [
        ("name.lastName[eq]:Doe", ["Pilot", "100%_sure"]), ("name.firstName[eq]:O'Hara", ["100%_sure"]),
        (#"name.lastName[eq]:"Koch, Sr. (Eve)""#, [""]), ("name.firstName[is]:NULL", [""]),
        ("emails.primaryEmail[endsWith]:@example.com", ["Pilot"]), ("emails.primaryEmail[is]:NULL", ["Co-pilot", "100%_sure", ""]),
        ("emails.additionalEmails[like]:%a@example%", ["Pilot"]), ("emails.additionalEmails[is]:NOT_NULL", ["Pilot"]),
        ("phones.primaryPhoneCallingCode[eq]:+49", ["Co-pilot"]),
        ("createdBy.source[eq]:MANUAL", ["Pilot", "Co-pilot", "100%_sure", ""]),
        ("createdBy.source[in]:[API,IMPORT]", []),
        ("createdBy.source[containsAny]:[API,MANUAL]", ["Pilot", "Co-pilot", "100%_sure", ""]),
        ("companyId[is]:NULL", ["Co-pilot", ""]), ("company.name[ilike]:\"%air%\"", ["Pilot", "100%_sure"]),
        ("company.address.addressCity[eq]:Ulm", ["Pilot", "100%_sure"]), ("company.name[is]:NULL", ["Co-pilot", ""]),
    ])
    func partsAndRelationsAreReached(filter: String, titles: [String]) async throws {
        #expect(try await found("people", filter, key: "jobTitle") == titles)
    }

    @Test(arguments: [
        ("stage[eq]:NEW", ["small"]), ("stage[neq]:NEW", ["middle", "large"]), ("stage[gt]:NEW", ["middle", "large"]),
        ("stage[in]:[NEW,CUSTOMER]", ["small", "large"]), ("stage[containsAny]:[MEETING]", ["middle"]),
        ("amount.amountMicros[gte]:5000000", ["middle", "large"]), ("amount.currencyCode[is]:NULL", ["large"]),
        ("closeDate[is]:NULL", ["middle"]), ("closeDate[gt]:2026-06-01", ["large"]),
    ])
    func optionsAndAmountsAreCompared(filter: String, names: [String]) async throws {
        let fixture = try await QueryFixture.shared
        let query = "order_by=amount.amountMicros&filter=\(RecordCaller.escaped(filter))"
        #expect(try await fixture.found("opportunities", query, key: "name") == names)
    }

    @Test(arguments: [
        ("or(jobTitle[eq]:Pilot,position[eq]:4)", ["Pilot", ""]), ("and(name.lastName[eq]:Doe,position[gt]:1)", ["100%_sure"]),
        ("not(name.lastName[eq]:Doe)", ["Co-pilot", ""]),
        ("position[gt]:1,or(jobTitle[eq]:Pilot,jobTitle[eq]:Co-pilot)", ["Co-pilot"]),
        ("and(or(position[eq]:1,position[eq]:2),not(jobTitle[like]:Co%))", ["Pilot"]),
        ("deletedAt[is]:NOT_NULL", ["gone"]), ("or(deletedAt[is]:NOT_NULL,position[eq]:1)", ["Pilot", "gone"]),
        ("not(deletedAt[is]:NULL)", ["gone"]), ("company.deletedAt[is]:NULL,position[gt]:2", ["100%_sure", ""]),
    ])
    func conjunctionsHold(filter: String, titles: [String]) async throws {
        #expect(try await found("people", filter, key: "jobTitle") == titles)
    }

    @Test func totalIsThatOfTheFilter() async throws {
        let call = try await QueryFixture.shared.call
        let page = try await call("GET", "/rest/people?limit=1&filter=position%5Bgte%5D:2")
        #expect(page.json["totalCount"].int == 3)
        #expect(page.json["pageInfo"]["hasNextPage"] == true)
        let none = try await call("GET", "/rest/people?limit=0&filter=position%5Bgte%5D:2")
        #expect(none.json["totalCount"].int == 3)
        #expect(none.json["pageInfo"]["startCursor"] == .null)
        #expect(none.json["pageInfo"]["hasNextPage"] == true)
    }

    @Test func joinColumnIsComparedByID() async throws {
        let fixture = try await QueryFixture.shared
        for filter in [
            "companyId[eq]:\(fixture.company)", "companyId[in]:[\"\(fixture.company)\"]", "company.id[eq]:\(fixture.company)",
        ] {
            #expect(try await found("people", filter, key: "jobTitle") == ["Pilot", "100%_sure"])
        }
    }

    /// A parameter that is given twice counts as absent.
    @Test func repeatedFilterIsAbsent() async throws {
        let titles = try await QueryFixture.shared.found("people", "order_by=position&filter=a&filter=b")
        #expect(titles == ["Pilot", "Co-pilot", "100%_sure", ""])
    }

    @Test(arguments: [
        "jobTitle[eq]:'; DROP TABLE \"person\"; --", "jobTitle[eq]:x' OR '1'='1", "jobTitle[in]:[x'],['y]",
        "jobTitle[like]:\\", "jobTitle[startsWith]:$1", "name.lastName[eq]:\" OR TRUE --\"",
    ])
    func sqlWithinAValueIsAValue(filter: String) async throws {
        let fixture = try await QueryFixture.shared
        let reply = try await fixture.call("GET", "/rest/people?filter=\(RecordCaller.escaped(filter))")
        #expect(reply.status == 200 && reply.json["totalCount"].int == 0 || reply.status == 400)
        #expect(try await fixture.found("people", "limit=1").count == 1)
    }
}
