import TestSupport
import Testing

@testable import HostFastCGI

@Suite struct RequestScannerTests {
    private func progress(of pieces: [ArraySlice<UInt8>]) -> (RequestScanner.Progress, RequestScanner) {
        var scanner = RequestScanner(maxParameterBytes: 1_000, maxBodyBytes: 1_000)
        var progress = RequestScanner.Progress.incomplete
        for piece in pieces where progress == .incomplete { progress = piece.withUnsafeBytes { scanner.scan($0) } }
        return (progress, scanner)
    }

    @Test func anyDivisionIntoPiecesIsSeenAlike() {
        let request = FastCGIRecords.request(method: "POST", body: Array(0..<100), adding: [("HTTP_ACCEPT", "*/*")])
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let cuts = (0..<5).map { _ in Int.random(in: 0...request.count, using: &generator) }.sorted()
            let pieces = zip([0] + cuts, cuts + [request.count]).map { request[$0..<$1] }
            let (progress, scanner) = progress(of: pieces)
            #expect(progress == .complete)
            #expect(scanner.scannedByteCount == request.count && scanner.bodyByteCount == 100 && scanner.keepsConnection)
        }
    }

    @Test func noPrefixIsComplete() {
        let request = FastCGIRecords.request(method: "POST", body: [1, 2, 3])
        for count in 0..<request.count { #expect(progress(of: [request.prefix(count)]).0 == .incomplete) }
    }

    @Test func theNextRequestIsNotLookedAt() {
        let request = FastCGIRecords.request()
        let (progress, scanner) = progress(of: [(request + FastCGIRecords.request())[...]])
        #expect(progress == .complete)
        #expect(scanner.scannedByteCount == request.count)
    }

    @Test func parametersMayFillTheirLimitExactly() {
        let value = String(repeating: "v", count: 1_000 - 1 - 1 - 4)
        let request = FastCGIRecords.begin() + FastCGIRecords.parameters([("N", value)]) + FastCGIRecords.input([])
        #expect(progress(of: [request[...]]).0 == .complete)
        let larger = FastCGIRecords.begin() + FastCGIRecords.parameters([("N", value + "v")]) + FastCGIRecords.input([])
        #expect(progress(of: [larger[...]]).0 == .failed(.parametersTooLarge))
    }
}
