import Testing

@testable import HostFastCGI

@Suite struct InputRecordsTests {
    private static let body = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    @Test(arguments: [1, 7, 8, 9, 4_096, 100_000])
    func theBodyIsTheSameHoweverItIsCut(size: Int) throws {
        let bytes = FastCGIRecords.input(Self.body)
        var records = InputRecords(requestID: 1)
        var piece: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            #expect(!records.isComplete)
            try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { try records.take($0, into: &piece) }
        }
        #expect(piece == Self.body)
        #expect(records.isComplete)
    }

    @Test(arguments: [
        (FastCGIRecords.record(5, [1], id: 2), InputRecords.Fault.protocolViolation),
        (FastCGIRecords.record(5, [1], version: 2), .protocolViolation), (FastCGIRecords.record(4, [1]), .protocolViolation),
        (FastCGIRecords.abort, .aborted), (FastCGIRecords.record(5) + [0], .protocolViolation),
    ])
    func aRecordOfAnythingElseIsAFault(bytes: [UInt8], fault: InputRecords.Fault) {
        var records = InputRecords(requestID: 1)
        var piece: [UInt8] = []
        #expect(throws: fault) { try bytes.withUnsafeBytes { try records.take($0, into: &piece) } }
    }

    @Test func randomBytesNeverTrap() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var records = InputRecords(requestID: 1)
            var piece: [UInt8] = []
            let bytes = [1, 5, 0, 1] + (0..<Int.random(in: 1...64)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            try? bytes.withUnsafeBytes { try records.take($0, into: &piece) }
            #expect(piece.count <= bytes.count)
        }
    }
}
