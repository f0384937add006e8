import Contracts
import FoundationEssentials

/// All SQL on the table `host_instance`.
struct HostStore: Sendable {
    /// All hosts, for `HostRecord`.
    static let all: SQL = "SELECT id, name, lease_ms, renewal, applied FROM host_instance"

    /// Renews the lease of a host that has applied all changes up to `applied`. It touches no row when the host's was taken away.
    static func renewal(of host: HostInstance, applied: Int64) -> SQL {
        """
        UPDATE host_instance SET renewal = renewal + 1, renewed_at = clock_timestamp(), applied = \(applied) WHERE id = \(host.id)
        """
    }

    /// Enters the host, in a transaction of its own: only a row that everybody sees may be renewed.
    func enter(_ host: HostInstance, lease: Duration, applied: Int64, in registry: any Database) async throws {
        let milliseconds = Int(lease / .milliseconds(1))
        _ = try await registry.query(
            """
            INSERT INTO host_instance (id, name, lease_ms, applied) VALUES (\(host.id), \(host.name), \(milliseconds), \(applied))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    func remove(_ host: HostInstance, in registry: any Database) async throws {
        _ = try await registry.query("DELETE FROM host_instance WHERE id = \(host.id)")
    }

    /// Takes the row of a host away whose lease has run out, unless it has renewed it after all or is about to.
    ///
    /// The lock decides between this and a renewal that is not committed yet: whoever comes second finds what the first has done.
    ///
    /// - Returns: whether the host has no lease any more.
    func expel(_ host: HostRecord, in registry: any Database) async throws -> Bool {
        let gone = try await registry.query(
            """
            DELETE FROM host_instance
            WHERE id = (SELECT id FROM host_instance WHERE id = \(host.id) AND renewal = \(host.renewal) FOR UPDATE SKIP LOCKED)
            """)
        return gone.affectedRows == 1
    }
}
