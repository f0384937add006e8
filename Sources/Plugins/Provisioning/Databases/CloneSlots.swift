import Contracts

/// Bounds how many databases are cloned at once on a server by all hosts together: each clone is a burst of writing that everybody
/// else on the server feels.
struct CloneSlots: Sendable {
    private static let advisoryLock = 0x746D_636C

    /// How many there are.
    let count: Int

    /// Waits for a slot. It is free again when `admin`, a connection to the maintenance database, closes: a killed host keeps none.
    func take(on admin: any DatabaseConnection) async throws {
        let free = try await admin.query(
            """
            SELECT slot FROM generate_series(1, \(count)::int) AS slot
            WHERE pg_try_advisory_lock(\(Self.advisoryLock)::int, slot) LIMIT 1
            """)
        guard free.isEmpty else { return }
        _ = try await admin.query("SELECT pg_advisory_lock(\(Self.advisoryLock)::int, \(Int.random(in: 1...count))::int)")
    }
}
