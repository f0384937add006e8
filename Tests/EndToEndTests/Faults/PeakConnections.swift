import Contracts
import Synchronization
import TestSupport

/// The most connections of the host that PostgreSQL has seen at one moment.
final class PeakConnections: Sendable {
    struct Count: Sendable {
        var ofOneTenant = 0
        var ofTenants = 0
        /// The registry's pool included, but not the session that listens for notifications, which is in no pool.
        var ofAll = 0
    }

    private let peak = Mutex(Count())

    var ofOneTenant: Int { peak.withLock(\.ofOneTenant) }
    var ofTenants: Int { peak.withLock(\.ofTenants) }
    var ofAll: Int { peak.withLock(\.ofAll) }

    /// Looks again and again, on one session of its own.
    func observe(_ stack: TestStack, for time: Duration) async throws {
        let end = ContinuousClock.now + time
        try await stack.withSuperuser { session in
            while ContinuousClock.now < end {
                let count = try await Self.count(session)
                self.peak.withLock { peak in
                    peak.ofOneTenant = max(peak.ofOneTenant, count.ofOneTenant)
                    peak.ofTenants = max(peak.ofTenants, count.ofTenants)
                    peak.ofAll = max(peak.ofAll, count.ofAll)
                }
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }

    static func count(in stack: TestStack) async throws -> Count { try await stack.withSuperuser { try await count($0) } }

    private static func count(_ session: any DatabaseConnection) async throws -> Count {
        let rows = try await session.query(
            """
            SELECT coalesce(max(n) FILTER (WHERE is_tenant), 0), coalesce(sum(n) FILTER (WHERE is_tenant), 0), coalesce(sum(n), 0)
              FROM (SELECT usename LIKE 'twenty\\_tenant\\_%' AS is_tenant, count(*) AS n
                      FROM pg_stat_activity
                     WHERE usename NOT IN ('postgres', 'tenant_manager_admin') AND query NOT ILIKE 'LISTEN%'
                     GROUP BY usename) AS connection
            """)
        var count = Count()
        if let row = rows.first {
            count = Count(ofOneTenant: try row.decode(at: 0), ofTenants: try row.decode(at: 1), ofAll: try row.decode(at: 2))
        }
        return count
    }
}
