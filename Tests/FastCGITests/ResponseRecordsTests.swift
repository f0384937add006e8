import Contracts
import HTTPTypes
import Testing

@testable import HostFastCGI

@Suite struct ResponseRecordsTests {
    private func pieces(_ response: Response, isHead: Bool = false) -> [[UInt8]] {
        var records = ResponseRecords(response, to: 0x0102, identity: "i", isHead: isHead)
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        while records.next(into: &piece) { pieces.append(piece) }
        return pieces
    }

    /// The output that the records carry; nil when they are not in order.
    private func decode(_ bytes: [UInt8]) -> [UInt8]? {
        var (rest, output, isEnded) = (bytes[...], [UInt8](), false)
        while rest.count >= 8 {
            let head = RecordHeader(rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
            guard head.version == 1, head.requestID == 0x0102, rest.count >= 8 + head.contentLength else { return nil }
            let content = rest.dropFirst(8).prefix(head.contentLength)
            if head.kind == RecordHeader.Kind.endRequest { return isEnded && rest.count == 16 ? output : nil }
            isEnded = head.contentLength == 0
            output += content
            rest = rest.dropFirst(8 + head.contentLength)
        }
        return nil
    }

    @Test func aSmallAnswerIsOnePiece() {
        #expect(pieces(Response(status: .ok, body: [1, 2, 3])).count == 1)
    }

    @Test(arguments: [0, 1, 65_400, 65_440, 65_450, 65_460, 65_470, 65_528, 65_529, 131_056, 200_000])
    func aBodyOfAnySizeComesWhole(size: Int) throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        let output = try #require(decode(pieces(Response(status: .ok, body: body)).flatMap(\.self)))
        #expect(output.suffix(size) == body[...])
        #expect(output.dropLast(size).suffix(4).elementsEqual("\r\n\r\n".utf8))
    }

    @Test func aHeaderLargerThanARecordIsDivided() throws {
        let value = String(repeating: "v", count: 70_000)
        let output = try #require(decode(pieces(Response(status: .ok, fields: [.location: value], body: [9])).flatMap(\.self)))
        #expect(output.count > 70_000 && output.last == 9)
    }

    @Test(arguments: [204, 304])
    func aStatusWithoutContentHasNeitherBodyNorLength(code: Int) throws {
        let output = try #require(decode(pieces(Response(status: .init(code: code), body: [1])).flatMap(\.self)))
        #expect(!String(decoding: output, as: UTF8.self).contains("Content-Length"))
        #expect(output.suffix(4).elementsEqual("\r\n\r\n".utf8))
    }
}
