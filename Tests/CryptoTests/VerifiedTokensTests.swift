import Contracts
import Synchronization
import Testing

@testable import HostCrypto

/// What a signer remembers of tokens must let nothing through that it would refuse at first sight.
@Suite struct VerifiedTokensTests {
    /// A wall clock that a test moves.
    private final class Clock: Sendable {
        let seconds = Atomic(TokenForge.now)
    }

    private static func signer(_ clock: Clock) throws -> JWTSigner {
        try JWTSigner(
            signingKey: .shared(TestKeys.secret), issuer: "tm", audience: "tm-api",
            now: { clock.seconds.load(ordering: .relaxed) })
    }

    @Test func aKnownTokenSaysTheSameAgain() throws {
        let signer = try TokenForge.signer()
        let token = try TokenForge.token()
        for _ in 0..<3 { #expect(try signer.verify(token[...]) == TokenForge.claims) }
    }

    @Test func aKnownTokenExpires() throws {
        let clock = Clock()
        let signer = try Self.signer(clock)
        let token = try TokenForge.token()
        _ = try signer.verify(token[...])
        clock.seconds.store(TokenForge.now + 60, ordering: .relaxed)
        #expect(throws: TokenError.expired) { try signer.verify(token[...]) }
    }

    @Test func aKnownTokenIsNotTakenBeforeItsTimeWhenTheClockIsPutBack() throws {
        let clock = Clock()
        let signer = try Self.signer(clock)
        let token = try TokenForge.token()
        _ = try signer.verify(token[...])
        clock.seconds.store(TokenForge.now - 60, ordering: .relaxed)
        #expect(throws: TokenError.issuedInFuture) { try signer.verify(token[...]) }
    }

    /// The known signature under other claims, and the known claims under a signature that differs in one letter, wherever it is.
    @Test func nothingButTheWholeTokenIsKnown() throws {
        let signer = try TokenForge.signer()
        let token = try TokenForge.token()
        _ = try signer.verify(token[...])
        let signature = try #require(token.split(separator: ".").last)
        let promoted = "\(TokenForge.encode(TokenForge.header)).\(TokenForge.encode(TokenForge.payload(["role": "owner"])))"
        #expect(throws: TokenError.badSignature) { try signer.verify("\(promoted).\(signature)"[...]) }
        for position in signature.indices {
            var forged = token
            forged.replaceSubrange(position...position, with: token[position] == "A" ? "E" : "A")
            #expect(throws: TokenError.self) { try signer.verify(forged[...]) }
        }
    }

    @Test func onlySoManyAreKept() throws {
        let tokens = VerifiedTokens(capacity: 4)
        let texts = try (0..<9).map { try TokenForge.token(payload: TokenForge.payload(["jti": .string("\($0)")])) }
        for text in texts {
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                if let token = CompactToken(bytes) { tokens.store(Self.entry(of: token), for: token) }
            }
        }
        let kept = texts.count { text in
            Array(text.utf8).withUnsafeBufferPointer { bytes in CompactToken(bytes).flatMap { tokens.find($0) } != nil }
        }
        #expect((1...4).contains(kept))
    }

    private static func entry(of token: CompactToken) -> VerifiedTokens.Entry {
        VerifiedTokens.Entry(
            signedPart: Array(token.signedPart), signature: Array(token.signature), claims: .access(TokenForge.claims),
            validFrom: 0,
            expiresAt: .max)
    }
}
