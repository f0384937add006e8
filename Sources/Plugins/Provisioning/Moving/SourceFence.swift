import Contracts

/// Keeps everybody out of a database that is about to be left: the tenant's role can log in no longer, and whoever else changes the
/// database waits, or finds that it is too late.
///
/// That the role is shut out is on the server itself, so it holds whatever becomes of the hosts and of the hold.
struct SourceFence: Sendable {
    /// Held by who migrates the database, by many at once, and by who moves it, alone.
    private static let advisoryLock: Int64 = 0x746D_6D6F_7665_0001
    private static let look: Duration = .milliseconds(3)
    /// How long the server may take to end a session, milliseconds.
    private static let endLimit = 1_000

    let placement: Placement

    /// Has whoever moves the database wait until the connection closes. To be called by who changes it otherwise than as the tenant's role.
    ///
    /// - Throws: `MoveError.changeRunning` when it is being left already.
    func enter(over connection: any DatabaseConnection) async throws {
        _ = try await connection.query("SELECT pg_advisory_lock_shared(\(Self.advisoryLock))")
        let shutOut = try await connection.query("SELECT FROM pg_roles WHERE rolname = \(placement.role) AND NOT rolcanlogin")
        guard shutOut.isEmpty else { throw MoveError.changeRunning }
    }

    /// Waits until no host has a session of the tenant.
    ///
    /// - Parameter hosts: those that hold a lease. A session of another is one of a host that stands still, or is gone: it waits for nobody.
    /// - Throws: `DatabaseError.deadlineExceeded`.
    func drain(hosts: Set<String>, over connection: any DatabaseConnection) async throws {
        while true {
            let sessions = try await connection.query(
                "SELECT application_name::text FROM pg_stat_activity WHERE usename = \(placement.role)")
            let owners = try sessions.map { try HostSessionName.host(in: $0.decode(at: 0)) }
            guard owners.contains(where: { $0.map(hosts.contains) ?? true }) else { return }
            try await Task.sleep(for: Self.look)
        }
    }

    /// Lets the role log in no more, and ends the sessions that it has: what they had not committed does not happen.
    ///
    /// - Throws: `MoveError.notDrained` when the database is being migrated.
    func shutOut(over connection: any DatabaseConnection) async throws {
        let role = SQLIdentifier.quote(placement.role)
        try await connection.execute(script: "RESET ROLE; ALTER ROLE \(role) NOLOGIN; SET ROLE \(role)")
        let free = try await connection.query("SELECT pg_try_advisory_lock(\(Self.advisoryLock))")
        guard try free.first?.decode(at: 0, as: Bool.self) == true else { throw MoveError.notDrained }
        _ = try await connection.query(
            "SELECT pg_terminate_backend(pid, \(Self.endLimit)) FROM pg_stat_activity WHERE usename = \(placement.role)")
        try await requireNobody(over: connection)
    }

    /// - Throws: `MoveError.notDrained`.
    func requireNobody(over connection: any DatabaseConnection) async throws {
        let left = try await connection.query("SELECT FROM pg_stat_activity WHERE usename = \(placement.role)")
        guard left.isEmpty else { throw MoveError.notDrained }
    }

    /// Lets the role log in again. It can be repeated.
    func open(over admin: any DatabaseConnection) async throws {
        try await admin.execute(script: "ALTER ROLE \(SQLIdentifier.quote(placement.role)) LOGIN")
    }
}
