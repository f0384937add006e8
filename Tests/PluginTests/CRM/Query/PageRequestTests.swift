import Contracts
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct PageRequestTests {
    private func request(_ query: String) throws -> PageRequest {
        let scope = RecordScope(
            catalogue: QuerySample.catalogue, object: QuerySample.rocket, caller: QuerySample.caller,
            database: UnreachableDatabase())
        return try PageRequest(try QueryParameters(query), in: scope)
    }

    @Test(arguments: [
        ("", 60), ("limit=", 60), ("limit=0", 0), ("limit=20", 20), ("limit=200", 200), ("limit=5000", 200), ("limit=1e1", 10),
        ("limit=2.9", 2), ("limit=0x10", 16), ("limit=%2B5", 5), ("limit=+5+", 5), ("limit=+", 0), ("limit=Infinity", 200),
    ])
    func limitIsReadAsANumber(query: String, limit: Int) throws {
        #expect(try request(query).limit == limit)
    }

    @Test(arguments: ["-1", "abc", "nan", "inf", "-Infinity", "0x", "0xG", "-0x10", "0b2", "1 2", "1,2"])
    func limitThatIsNoneIsRefused(text: String) {
        #expect(throws: CRMError.invalidLimit(text)) { try request("limit=\(text.replacing(" ", with: "+"))") }
    }

    @Test func bothCursorsAreRefused() {
        #expect(throws: CRMError.bothCursors) { try request("starting_after=a&ending_before=b") }
    }

    @Test(arguments: ["", "starting_after=", "ending_before=", "order_by=", "filter=a&filter=b", "order_by=a&order_by=b"])
    func whatIsEmptyOrRepeatedIsAbsent(query: String) throws {
        let request = try request(query)
        #expect(request.position == .start)
        #expect(request.filter == nil)
        #expect(request.ordering.items.isEmpty)
    }

    @Test func repeatedLimitIsNoNumber() {
        #expect(throws: CRMError.invalidLimit("1,2")) { try request("limit=1&limit=2") }
    }

    @Test func emptyFilterIsRefused() {
        let error = #expect(throws: CRMError.self) { try request("filter=") }
        #expect(error?.message == "'filter' invalid for 'and()'. eg: price[gte]:10")
    }
}
