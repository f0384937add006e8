import Contracts
import Testing

@testable import CRMPlugin

@Suite struct PageRequestTests {
    private func request(_ query: String) throws -> PageRequest { try PageRequest(try QueryParameters(query)) }

    @Test(arguments: [
        ("", 60), ("limit=", 60), ("limit=0", 0), ("limit=20", 20), ("limit=200", 200), ("limit=5000", 200), ("limit=1e1", 10),
        ("limit=2.9", 2), ("limit=1&limit=2", 60),
    ])
    func limitIsReadAsANumber(query: String, limit: Int) throws {
        #expect(try request(query) == PageRequest(limit: limit, position: .start))
    }

    @Test(arguments: ["-1", "abc", "nan", "inf", "0x10", "1 2"])
    func limitThatIsNoneIsRefused(text: String) {
        #expect(throws: CRMError.invalidLimit(text)) { try request("limit=\(text.replacing(" ", with: "+"))") }
    }

    @Test func bothCursorsAreRefused() {
        #expect(throws: CRMError.bothCursors) { try request("starting_after=a&ending_before=b") }
    }

    @Test func emptyCursorIsNone() throws {
        #expect(try request("starting_after=").position == .start)
    }

    @Test(arguments: ["filter=a", "order_by=position", "upsert=true", "filter=a&filter=b"])
    func whatIsNotThereYetIsRefusedByName(query: String) throws {
        let error = #expect(throws: CRMError.self) { try RecordQuery.check(try QueryParameters(query)) }
        #expect(error?.message.hasSuffix("is not supported yet") == true)
    }

    @Test(arguments: ["", "depth=0", "depth=", "upsert=false", "anything=else"])
    func whatChangesNothingPasses(query: String) throws {
        try RecordQuery.check(try QueryParameters(query))
    }
}
