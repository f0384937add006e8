internal import Contracts
internal import Glibc

/// The three parts of a compact JWS (RFC 7515 §7.1), still encoded. They point into the token and live no longer than it.
struct CompactToken {
    let header: UnsafeBufferPointer<UInt8>
    let payload: UnsafeBufferPointer<UInt8>
    let signature: UnsafeBufferPointer<UInt8>
    /// Header and payload with the dot between them: what the signature is made over.
    let signedPart: UnsafeBufferPointer<UInt8>

    /// Nil unless there are exactly three parts, none of them empty.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = Self.dot(in: bytes, from: 0), let second = Self.dot(in: bytes, from: first + 1),
            Self.dot(in: bytes, from: second + 1) == nil, first > 0, second > first + 1, second + 1 < bytes.count
        else { return nil }
        header = UnsafeBufferPointer(rebasing: bytes[..<first])
        payload = UnsafeBufferPointer(rebasing: bytes[(first + 1)..<second])
        signature = UnsafeBufferPointer(rebasing: bytes[(second + 1)...])
        signedPart = UnsafeBufferPointer(rebasing: bytes[..<second])
    }

    /// Where the next dot is, by `memchr`, which looks at many bytes at once.
    private static func dot(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count else { return nil }
        return memchr(base + start, Int32(UInt8(ascii: ".")), bytes.count - start).map {
            UnsafeRawPointer($0) - UnsafeRawPointer(base)
        }
    }

    /// The strict JSON object (RFC 8725 §2.4) that a part encodes.
    static func object(_ part: UnsafeBufferPointer<UInt8>) throws(TokenError) -> JSONObject {
        guard let bytes = Base64.url.decode(part) else { throw .malformed }
        do {
            guard case .object(let object) = try JSONParser.parse(bytes) else { throw TokenError.malformed }
            return object
        } catch {
            throw .malformed
        }
    }
}
