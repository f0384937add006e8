internal import Contracts
internal import Glibc
internal import Synchronization

/// Tokens whose signature, issuer and audience have been found to hold: clients send the same one with every request.
///
/// Only what was verified is kept, so nobody fills it with tokens of their own making, and an entry is found only by the very token
/// that made it. What can change while a token lives is not kept: the times are judged at each use, by the signer, and whether the
/// session goes on by those who ask for it.
///
/// It has two halves: what is stored or found goes into the young one, which takes the old one's place when it is full.
final class VerifiedTokens: Sendable {
    /// What is known of one token.
    struct Entry: Sendable {
        let signedPart: [UInt8]
        let signature: [UInt8]
        let claims: BearerClaims
        /// Seconds since 1970, as are the other times.
        let validFrom: Int64
        let expiresAt: Int64

        func isOf(_ token: CompactToken) -> Bool {
            // Who does not have the whole signature learns nothing from the time that this takes; who has it, has the token.
            ConstantTimeEquality.holds(signature, token.signature) && signedPart.count == token.signedPart.count
                && token.signedPart.baseAddress.map { memcmp(signedPart, $0, signedPart.count) == 0 } ?? false
        }
    }

    private struct Halves {
        var young: [UInt64: Entry] = [:]
        var old: [UInt64: Entry] = [:]
    }

    private let halfCapacity: Int
    private let halves = Mutex(Halves())

    /// - Parameter capacity: the most tokens kept; one takes about half a kilobyte.
    init(capacity: Int = 8192) { halfCapacity = max(1, capacity / 2) }

    func find(_ token: CompactToken) -> Entry? {
        guard let key = Self.key(of: token) else { return nil }
        let entry = halves.withLock { halves -> Entry? in
            if let entry = halves.young[key] { return entry }
            guard let entry = halves.old[key] else { return nil }
            store(entry, as: key, in: &halves)
            return entry
        }
        return entry.flatMap { $0.isOf(token) ? $0 : nil }
    }

    func store(_ entry: Entry, for token: CompactToken) {
        guard let key = Self.key(of: token) else { return }
        halves.withLock { store(entry, as: key, in: &$0) }
    }

    private func store(_ entry: Entry, as key: UInt64, in halves: inout Halves) {
        if halves.young.count >= halfCapacity, halves.young[key] == nil {
            halves.old = halves.young
            halves.young = [:]
        }
        halves.young[key] = entry
    }

    /// Eight letters of the signature, which is as good as random; nil when there are not as many.
    private static func key(of token: CompactToken) -> UInt64? {
        guard token.signature.count >= 16 else { return nil }
        return UnsafeRawBufferPointer(token.signature).loadUnaligned(fromByteOffset: 4, as: UInt64.self)
    }
}
