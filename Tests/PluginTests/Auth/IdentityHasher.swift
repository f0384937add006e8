import Contracts
import Synchronization

/// A hasher that costs nothing and counts what it was asked for. A hash under old parameters begins with `old`.
final class IdentityHasher: PasswordHasher {
    let verifications = Atomic(0)

    static func hash(of password: String) -> String { "new$" + String(password.reversed()) }

    func hash(_ password: Secret) async throws -> String { Self.hash(of: password.reveal()) }

    func verify(_ password: Secret, against hash: String?) async throws -> PasswordVerdict {
        verifications.add(1, ordering: .relaxed)
        let matches = hash?.split(separator: "$", maxSplits: 1).last.map { String($0.reversed()) } == password.reveal()
        return PasswordVerdict(matches: matches, needsRehash: hash?.hasPrefix("old$") ?? false)
    }
}
