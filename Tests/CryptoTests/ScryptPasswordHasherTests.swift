import Contracts
import Synchronization
import Testing

@testable import HostCrypto

@Suite struct ScryptPasswordHasherTests {
    private struct LaneIsFull: Error {}

    private static let password = Secret("correct horse battery staple")

    private static func hasher(ln: Int = 4, lane: @escaping ScryptPasswordHasher.Lane = { try $0() }) throws -> ScryptPasswordHasher
    {
        let parameters = try #require(ScryptParameters(logarithmOfN: ln, blockSize: 8, parallelism: 1))
        return ScryptPasswordHasher(parameters: parameters, lane: lane)
    }

    @Test func theRightPasswordMatches() async throws {
        let hasher = try Self.hasher()
        let hash = try await hasher.hash(Self.password)
        #expect(hash.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        let verdict = try await hasher.verify(Self.password, against: hash)
        #expect(verdict == PasswordVerdict(matches: true, needsRehash: false))
    }

    @Test(arguments: ["", "correct horse battery stapl", "correct horse battery staple ", "Correct horse battery staple"])
    func anotherPasswordDoesNot(text: String) async throws {
        let hasher = try Self.hasher()
        let hash = try await hasher.hash(Self.password)
        #expect(try await hasher.verify(Secret(text), against: hash).matches == false)
    }

    @Test func saltsMakeEveryHashDifferent() async throws {
        let hasher = try Self.hasher()
        let first = try await hasher.hash(Self.password)
        #expect(try await hasher.hash(Self.password) != first)
    }

    @Test func aHashOfOtherCostMatchesAndAsksToBeMadeAnew() async throws {
        let old = try await Self.hasher(ln: 3).hash(Self.password)
        let verdict = try await Self.hasher(ln: 4).verify(Self.password, against: old)
        #expect(verdict == PasswordVerdict(matches: true, needsRehash: true))
    }

    @Test func anUnknownAccountCostsOneHashAndNeverMatches() async throws {
        let counter = Counter()
        let hasher = try Self.hasher { work in
            counter.count.withLock { $0 += 1 }
            return try work()
        }
        let verdict = try await hasher.verify(Self.password, against: nil)
        #expect(verdict == PasswordVerdict(matches: false, needsRehash: false))
        #expect(counter.count.withLock { $0 } == 1)
    }

    @Test func aFullLaneIsReportedAsBusy() async throws {
        let hasher = try Self.hasher { _ in throw LaneIsFull() }
        await #expect(throws: PasswordHasherError.busy) { try await hasher.hash(Self.password) }
        await #expect(throws: PasswordHasherError.busy) { try await hasher.verify(Self.password, against: nil) }
    }

    @Test func aMalformedHashIsReportedWithoutBeingRun() async throws {
        let hasher = try Self.hasher { _ in throw LaneIsFull() }
        await #expect(throws: PasswordHasherError.malformedHash) {
            try await hasher.verify(Self.password, against: "$scrypt$ln=31,r=8,p=1$AAAA$AAAA")
        }
    }
}

private final class Counter: Sendable {
    let count = Mutex(0)
}
