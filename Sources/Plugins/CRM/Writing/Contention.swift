import Contracts

/// Writes that met others on their way: PostgreSQL gave them up whole, so they are simply begun again.
enum Contention {
    /// Two that keep meeting take turns, so few attempts are needed; many writers of the same key need some more.
    static let mostAttempts = 8

    /// Runs `body` again after a deadlock or a serialization failure, and with `includingLookups` also when what it looked up is no
    /// longer true: somebody inserted the same key since, or destroyed the record. The last attempt's error is thrown.
    static func retrying<Result>(includingLookups: Bool = false, _ body: () async throws -> Result) async throws -> Result {
        for _ in 1..<mostAttempts {
            do {
                return try await body()
            } catch DatabaseError.server(let diagnostic)
                where diagnostic.sqlState.isContention || includingLookups && diagnostic.sqlState == .uniqueViolation
            {
                continue
            } catch CRMError.recordNotFound where includingLookups {
                continue
            }
        }
        return try await body()
    }
}

extension SQLState {
    fileprivate var isContention: Bool { ["40001", "40P01"].contains(rawValue) }
}
