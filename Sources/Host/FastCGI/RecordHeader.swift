/// The eight bytes in front of every record (FastCGI specification, §3.3).
struct RecordHeader {
    static let byteCount = 8

    /// Record types by their numbers (§8).
    enum Kind {
        static let beginRequest: UInt8 = 1
        static let abortRequest: UInt8 = 2
        static let endRequest: UInt8 = 3
        static let parameters: UInt8 = 4
        static let input: UInt8 = 5
        static let output: UInt8 = 6
        static let unknownType: UInt8 = 11
    }

    let version: UInt8
    let kind: UInt8
    let requestID: UInt16
    let contentLength: Int
    let paddingLength: Int

    /// - Parameter bytes: the header's bytes, the first of them the most significant.
    init(_ bytes: UInt64) {
        version = UInt8(truncatingIfNeeded: bytes >> 56)
        kind = UInt8(truncatingIfNeeded: bytes >> 48)
        requestID = UInt16(truncatingIfNeeded: bytes >> 32)
        contentLength = Int(UInt16(truncatingIfNeeded: bytes >> 16))
        paddingLength = Int(UInt8(truncatingIfNeeded: bytes >> 8))
    }

    /// The header of a version 1 record without padding.
    static func bytes(kind: UInt8, requestID: UInt16, contentLength: Int) -> UInt64 {
        1 << 56 | UInt64(kind) << 48 | UInt64(requestID) << 32 | UInt64(contentLength) << 16
    }
}
