import Testing

@testable import HostRuntime

@Suite struct TraceParentTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"

    @Test func readsTraceSpanAndFlag() throws {
        let parent = try #require(TraceParent("00-\(Self.trace)-\(Self.span)-01"))
        #expect(parent.traceID == Self.trace)
        #expect(parent.parentID == Self.span)
        #expect(parent.isSampled)
    }

    @Test func aLaterVersionMayBeLonger() {
        #expect(TraceParent("cc-\(Self.trace)-\(Self.span)-00-more") != nil)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more", "ff-\(trace)-\(span)-01",
        "00-00000000000000000000000000000000-\(span)-01", "00-\(trace)-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-\(span)-01", "00-\(trace)-\(span)-0g", "00-\(trace)-\(span)-+1",
        "00-\(trace)\"\(span)-01-", "cc-\(trace)-\(span)-00more",
    ])
    func anythingElseIsIgnored(text: String) {
        #expect(TraceParent(text) == nil)
    }
}
