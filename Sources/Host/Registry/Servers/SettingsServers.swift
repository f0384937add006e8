public import Contracts
import FoundationEssentials

/// Writes the servers of the settings to the registry, where all hosts and operators see them.
///
/// The settings win for how their servers are reached; for region, weight, capacity and state they do until an operator has decided.
/// A server that they name no longer stays, as tenants may lie on it, and is the operators' from then on.
public struct SettingsServers: Sendable {
    private static let actor = "settings"

    private let store: ServerStore
    private let audit: any AuditLog
    private let changes: any ChangeFeed

    public init(cryptography: any Cryptography, audit: any AuditLog, changes: any ChangeFeed) {
        store = ServerStore(cryptography: cryptography)
        self.audit = audit
        self.changes = changes
    }

    /// To be called at every start, when the registry is migrated. Hosts that start together wait for each other.
    public func enter(_ servers: [DatabaseServer], on connection: any DatabaseConnection) async throws {
        try await connection.transaction { connection in
            _ = try await connection.query("SELECT pg_advisory_xact_lock(\(AdvisoryLock.settingsServers))")
            var changed: [(id: UUID, action: String, name: String)] = []
            for server in servers {
                if let change = try await enter(server, on: connection) { changed.append(change) }
            }
            let names = Set(servers.map(\.description.name))
            for left in try await store.all(on: connection) where left.source == .settings && !names.contains(left.name) {
                try await store.update(left.description, password: nil, source: .operator, on: connection)
                changed.append((left.id, "server.left_settings", left.name))
            }
            for change in changed {
                let details = JSONObject([JSONMember("server", .string(change.name))])
                try await audit.record(AuditEntry(actor: Self.actor, action: change.action, details: details), on: connection)
            }
            for change in changed { try await changes.publish(.databaseServer(change.id), on: connection) }
        }
    }

    /// What is as it is to be is not locked: a host that starts waits for nobody who is placing a tenant.
    ///
    /// - Returns: nil when the registry has all of it already.
    private func enter(
        _ server: DatabaseServer, on connection: any DatabaseConnection
    ) async throws -> (id: UUID, action: String, name: String)? {
        let name = server.description.name
        if let stored = try await store.find(name, on: connection),
            try await correction(of: stored, to: server, on: connection) == nil
        {
            return nil
        }
        guard let stored = try await store.hold(name, on: connection) else {
            return (try await store.insert(server, source: .settings, on: connection), "server.added", name)
        }
        guard let wanted = try await correction(of: stored, to: server, on: connection) else { return nil }
        try await store.update(wanted, password: server.adminPassword, source: .settings, on: connection)
        return (stored.id, "server.changed", name)
    }

    /// How the row is to be; nil when it is so.
    private func correction(
        of stored: StoredServer, to server: DatabaseServer, on connection: any DatabaseConnection
    ) async throws -> ServerDescription? {
        let name = server.description.name
        var wanted = server.description
        for use in try await store.decidedUses(of: name, on: connection) { use.copy(from: stored.description, to: &wanted) }
        let known = try? store.vault.open(stored.sealedPassword, of: stored.description)
        let isKnown = known?.reveal() == server.adminPassword.reveal()
        return stored.description != wanted || stored.source != .settings || !isKnown ? wanted : nil
    }
}

extension ServerStore {
    /// What an operator has decided of the server.
    fileprivate func decidedUses(of name: String, on connection: any DatabaseConnection) async throws -> [ServerUse] {
        let names: [String] = try await connection.query(
            "SELECT unnest(operator_set) FROM database_server WHERE name = \(name)"
        ).map { try $0.decode(at: 0) }
        return names.compactMap(ServerUse.init)
    }
}
