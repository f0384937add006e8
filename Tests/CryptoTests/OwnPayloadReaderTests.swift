import Contracts
import FoundationEssentials
import Testing

@testable import HostCrypto

@Suite struct OwnPayloadReaderTests {
    private static let payload = TokenPayload(
        issuer: "issuer", audience: "audience", issuedAt: 1_700_000_000, expiresAt: 1_700_086_400, notBefore: nil, tokenID: "abc",
        claims: AccessClaims(
            accountID: UUID(), email: "ada@acme.example", tenantID: .random(), role: .owner, sessionID: UUID()))

    private static var bytes: [UInt8] {
        Base64.url.decode(payload.encoded) ?? []
    }

    @Test func itReadsWhatThisProgramWrites() throws {
        let read = try #require(OwnPayloadReader.read(Self.bytes))
        #expect(read.claims == Self.payload.claims)
        #expect(read.issuer == "issuer" && read.audience == "audience" && read.tokenID == "abc")
        #expect(read.issuedAt == 1_700_000_000 && read.expiresAt == 1_700_086_400 && read.notBefore == nil)
    }

    @Test func whateverIsCutOffIsRefused() {
        for length in 0..<Self.bytes.count { #expect(OwnPayloadReader.read(Array(Self.bytes[..<length])) == nil) }
    }

    @Test(arguments: [" ", "}", "x", ",\"role\":\"owner\""])
    func whatFollowsTheEndIsRefused(tail: String) {
        #expect(OwnPayloadReader.read(Self.bytes + Array(tail.utf8)) == nil)
    }

    @Test func aClaimThatIsEscapedOrRepeatedIsLeftToTheGeneralParser() {
        let text = String(decoding: Self.bytes, as: UTF8.self)
        #expect(OwnPayloadReader.read(Array(text.replacing("ada@", with: "a\\u0064a@").utf8)) == nil)
        #expect(OwnPayloadReader.read(Array(text.replacing(",\"sid\"", with: ",\"role\":\"owner\",\"sid\"").utf8)) == nil)
        #expect(OwnPayloadReader.read(Array(text.replacing("1700000000", with: "01700000000").utf8)) == nil)
    }
}
