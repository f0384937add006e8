import Contracts
import TestSupport
import Testing

@Suite struct OrderTests {
    @Test(arguments: [
        ("position", ["Pilot", "Co-pilot", "100%_sure", ""]), ("position[DescNullsLast]", ["", "100%_sure", "Co-pilot", "Pilot"]),
        ("jobTitle[AscNullsFirst],position", ["", "100%_sure", "Co-pilot", "Pilot"]),
        ("jobTitle[AscNullsLast]", ["100%_sure", "Co-pilot", "Pilot", ""]),
        ("jobTitle[DescNullsFirst]", ["", "Pilot", "Co-pilot", "100%_sure"]),
        ("jobTitle[DescNullsLast]", ["Pilot", "Co-pilot", "100%_sure", ""]),
        ("name.lastName,name.firstName[DescNullsLast]", ["100%_sure", "Pilot", "", "Co-pilot"]),
        ("company.name[AscNullsLast],position", ["Pilot", "100%_sure", "Co-pilot", ""]),
        ("companyId[DescNullsLast],position[DescNullsLast]", ["100%_sure", "Pilot", "", "Co-pilot"]),
        ("createdAt", ["Pilot", "Co-pilot", "100%_sure", ""]),
    ])
    func recordsComeInTheOrderAskedFor(order: String, titles: [String]) async throws {
        #expect(try await QueryFixture.shared.found("people", "order_by=\(RecordCaller.escaped(order))") == titles)
    }

    /// Options stand in the order of the field, not in that of the alphabet.
    @Test(arguments: [
        ("stage", ["small", "middle", "large"]), ("stage[DescNullsLast]", ["large", "middle", "small"]),
        ("amount.amountMicros[DescNullsLast]", ["large", "middle", "small"]),
    ])
    func optionsAndAmountsAreOrdered(order: String, names: [String]) async throws {
        #expect(
            try await QueryFixture.shared.found("opportunities", "order_by=\(RecordCaller.escaped(order))", key: "name") == names)
    }

    @Test(arguments: ["", "order_by=", "order_by=id", "order_by=position&order_by=id"])
    func withoutAnOrderTheIDsAscend(query: String) async throws {
        let ids = try await QueryFixture.shared.found("people", query, key: "id")
        #expect(ids.count == 4)
        #expect(ids == ids.sorted())
    }
}
