public import Contracts
import FoundationEssentials

/// The servers in the registry, whose hosts are told of every change.
public struct RegistryServers: ServerControl {
    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let store: ServerStore
    private let trial: ServerTrial
    private let reach: ServerReach

    public init(
        registry: any Database, driver: any DatabaseDriver, reach: ServerReach, changes: any ChangeFeed, audit: any AuditLog,
        cryptography: any Cryptography
    ) {
        self.registry = registry
        self.changes = changes
        self.audit = audit
        self.reach = reach
        store = ServerStore(cryptography: cryptography)
        trial = ServerTrial(driver: driver)
    }

    public func list() async throws -> [RegisteredServer] { try await registry.withConnection { try await store.list(on: $0) } }

    public func answers(_ name: String) async -> Bool { await reach.ask(name) }

    public func add(_ server: ServerDescription, password: Secret, actor: String) async throws {
        // Asked before the server is tried; the insertion decides.
        guard try await find(server.name) == nil else { throw ServerError.exists(server.name) }
        try await trial.run(server, password: password)
        try await commit("server.added", server.name, actor, details: uses(of: server, ServerUse.allCases)) { connection in
            try await store.insert(DatabaseServer(server, adminPassword: password), source: .operator, on: connection)
        }
    }

    public func change(
        _ name: String, password: Secret?, actor: String, _ edit: @escaping @Sendable (inout ServerDescription) -> Void
    ) async throws {
        guard let before = try await find(name) else { throw ServerError.unknownServer(name) }
        var wanted = before.description
        edit(&wanted)
        let isReachedOtherwise = password != nil || !wanted.isReached(as: before.description)
        if isReachedOtherwise {
            guard before.source == .operator else { throw ServerError.inSettings(name) }
            // The password that is there goes nowhere else, whoever asks for that.
            guard password != nil || wanted.loginPlace == before.description.loginPlace else { throw ServerError.passwordNeeded }
            try await trial.run(wanted, password: try password ?? store.vault.open(before.sealedPassword, of: before.description))
        }
        let used = ServerUse.allCases.filter { $0.differs(before.description, wanted) }
        guard isReachedOtherwise || !used.isEmpty else { return }
        var details = uses(of: wanted, used)
        if isReachedOtherwise { details["reached_otherwise"] = true }
        try await commit("server.changed", name, actor, details: details) { [wanted] connection in
            guard let held = try await store.hold(name, on: connection) else { throw ServerError.unknownServer(name) }
            // What was tried and judged is what is stored, or nothing.
            guard held == before else { throw ServerError.changedMeanwhile(name) }
            if wanted.state == .closed { try await requireEmpty(name, on: connection) }
            try await store.update(wanted, password: password, source: held.source, settled: used, on: connection)
            return held.id
        }
    }

    public func remove(_ name: String, actor: String) async throws {
        try await commit("server.removed", name, actor) { connection in
            guard let held = try await store.hold(name, on: connection) else { throw ServerError.unknownServer(name) }
            guard held.source == .operator else { throw ServerError.inSettings(name) }
            guard held.description.state == .closed else { throw ServerError.notClosed(name) }
            try await requireEmpty(name, on: connection)
            try await store.remove(name, on: connection)
            return held.id
        }
    }

    private func requireEmpty(_ name: String, on connection: any DatabaseConnection) async throws {
        let tenants = try await ServerLoad.tenants(on: [name], connection)[name, default: 0]
        guard tenants == 0 else { throw ServerError.hasTenants(name, count: tenants) }
    }

    private func find(_ name: String) async throws -> StoredServer? {
        try await registry.withConnection { try await store.find(name, on: $0) }
    }

    private func uses(of server: ServerDescription, _ uses: [ServerUse]) -> JSONObject {
        JSONObject(uses.map { JSONMember($0.rawValue, $0.value(in: server)) })
    }

    /// Changes one server's row, writes it to the audit log and tells the hosts, all or nothing; returns when every host knows.
    private func commit(
        _ action: String, _ name: String, _ actor: String, details: JSONObject = JSONObject(),
        _ body: @Sendable (any DatabaseConnection) async throws -> UUID
    ) async throws {
        let details = JSONObject([JSONMember("server", .string(name))] + details.members)
        try await registry.transaction { connection in
            let id = try await body(connection)
            try await audit.record(AuditEntry(actor: actor, action: action, details: details), on: connection)
            try await changes.publish(.databaseServer(id), on: connection)
        }
        try await changes.settle()
    }
}
