internal import Contracts
internal import FoundationEssentials
internal import Glibc

/// Reads a payload that is spelled exactly as this program spells it, which nearly every token's is, without a tree of JSON values.
///
/// It refuses whatever differs by a byte; the general parser then has its turn.
struct OwnPayloadReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// Nil when the payload is spelled in another way.
    static func read(_ bytes: [UInt8]) -> TokenPayload? {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = OwnPayloadReader(bytes: buffer)
            return reader.payload()
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func payload() -> TokenPayload? {
        guard take("{\"iss\":\""), let issuer = text(), take(",\"aud\":\""), let audience = text(),
            take(",\"sub\":\""), let account = uuid(), take(",\"email\":\""), let email = text(),
            take(",\"tenant_id\":\""), let tenant = uuid(), take(",\"role\":\""), let role = text().flatMap(TenantRole.init),
            take(",\"sid\":\""), let session = uuid(), take(",\"iat\":"), let issuedAt = number(),
            take(",\"exp\":"), let expiresAt = number(), take(",\"jti\":\""), let tokenID = text(), take("}"), at == bytes.count
        else { return nil }
        return TokenPayload(
            issuer: issuer, audience: audience, issuedAt: issuedAt, expiresAt: expiresAt, notBefore: nil, tokenID: tokenID,
            claims: AccessClaims(
                accountID: account, email: email, tenantID: TenantID(tenant), role: role, sessionID: session))
    }

    private mutating func take(_ literal: StaticString) -> Bool {
        guard let base = bytes.baseAddress, bytes.count - at >= literal.utf8CodeUnitCount,
            memcmp(base + at, literal.utf8Start, literal.utf8CodeUnitCount) == 0
        else { return false }
        at += literal.utf8CodeUnitCount
        return true
    }

    /// A string that is not empty, up to and with its closing quote; nil when anything in it is escaped or is no printable ASCII.
    private mutating func text() -> String? {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            guard (0x20..<0x7F).contains(bytes[at]), bytes[at] != UInt8(ascii: "\\") else { return nil }
            at += 1
        }
        guard at < bytes.count, at > start else { return nil }
        defer { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// An identity in its canonical form, with its closing quote.
    private mutating func uuid() -> UUID? {
        guard bytes.count - at > 36, bytes[at + 36] == UInt8(ascii: "\"") else { return nil }
        defer { at += 37 }
        return UUID(canonicalBytes: UnsafeBufferPointer(rebasing: bytes[at..<(at + 36)]))
    }

    /// A whole number without sign or leading zero, of at most 15 digits.
    private mutating func number() -> Int64? {
        let start = at
        var value: Int64 = 0
        while at < bytes.count, at - start <= 15, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) {
            value = value * 10 + Int64(bytes[at] - UInt8(ascii: "0"))
            at += 1
        }
        guard (1...15).contains(at - start), bytes[start] != UInt8(ascii: "0") else { return nil }
        return value
    }
}
