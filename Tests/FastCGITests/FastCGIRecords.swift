/// Encodes FastCGI records (FastCGI specification, §3.3), right ones and wrong ones.
enum FastCGIRecords {
    static func record(_ kind: UInt8, _ content: [UInt8] = [], id: UInt16 = 1, version: UInt8 = 1, padding: Int = 0) -> [UInt8] {
        let head: [UInt8] = [
            version, kind, UInt8(id >> 8), UInt8(id & 0xFF), UInt8(content.count >> 8), UInt8(content.count & 0xFF), UInt8(padding),
            0,
        ]
        return head + content + Array(repeating: 0xAA, count: padding)
    }

    static func begin(keeping: Bool = true, role: UInt8 = 1) -> [UInt8] { record(1, [0, role, keeping ? 1 : 0, 0, 0, 0, 0, 0]) }
    static let abort = record(2)

    static func parameters(_ pairs: [(String, String)]) -> [UInt8] {
        stream(4, self.pairs(pairs))
    }

    static func pairs(_ pairs: [(String, String)]) -> [UInt8] {
        pairs.flatMap { length($0.0.utf8.count) + length($0.1.utf8.count) + $0.0.utf8 + $0.1.utf8 }
    }

    static func input(_ body: [UInt8]) -> [UInt8] { stream(5, body) }

    /// A stream is records of at most `size` bytes and an empty one.
    static func stream(_ kind: UInt8, _ content: [UInt8], size: Int = 32_768) -> [UInt8] {
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: content.count, by: size) {
            let piece = Array(content[start..<min(start + size, content.count)])
            bytes += record(kind, piece, padding: (8 - piece.count % 8) % 8)
        }
        return bytes + record(kind)
    }

    static func request(
        _ path: String = "/", method: String = "GET", body: [UInt8] = [], keeping: Bool = true,
        adding extra: [(String, String)] = []
    ) -> [UInt8] {
        var pairs = [("REQUEST_METHOD", method), ("REQUEST_URI", path), ("REMOTE_ADDR", "192.0.2.7"), ("REQUEST_ID", "test-1")]
        if !body.isEmpty { pairs.append(("CONTENT_LENGTH", String(body.count))) }
        return begin(keeping: keeping) + parameters(pairs + extra) + input(body)
    }

    private static func length(_ count: Int) -> [UInt8] {
        if count < 128 { return [UInt8(count)] }
        return [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
    }
}
