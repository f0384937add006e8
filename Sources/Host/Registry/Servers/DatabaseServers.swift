public import Contracts
import Synchronization

/// The servers of tenants' databases in memory. The change feed keeps them current: a host that has confirmed a change of a server goes
/// by it from then on.
public final class DatabaseServers: Sendable {
    private struct State {
        /// Nil before the registry was read.
        var servers: [String: StoredServer]?
        var lastReading = 0
        /// Which reading `servers` is of.
        var kept = 0
    }

    private let state = Mutex(State())
    private let retargets = Atomic<Int>(0)
    private let store: ServerStore
    private let registry: any Database
    private let limit: @Sendable (_ server: String, _ connections: Int) -> Void

    /// - Parameter limit: told how many connections this host may have to each server.
    public init(
        registry: any Database, cryptography: any Cryptography,
        limit: @escaping @Sendable (_ server: String, _ connections: Int) -> Void = { _, _ in }
    ) {
        self.registry = registry
        self.limit = limit
        store = ServerStore(cryptography: cryptography)
    }

    /// How often servers came to be reached otherwise than before, as far as this host knows: connections that are older lead elsewhere.
    public var revision: Int { retargets.load(ordering: .relaxed) }

    /// Part of applying changes (`RegistryChangeFeed.subscribe(applier:)`).
    ///
    /// - Returns: whether some server may have changed.
    public func apply(_ changes: [RegistryChange?]) async throws -> Bool {
        let isConcerned = changes.contains { change in
            switch change {
            case .databaseServer, nil: true
            case .tenant, .account, .session, .operatorKey, .apiKey: false
            }
        }
        if isConcerned { _ = try await read() }
        return isConcerned
    }

    /// All of them, by name.
    func all() async throws -> [StoredServer] {
        let servers = if let known = state.withLock({ $0.servers }) { known } else { try await read() }
        return servers.values.sorted { $0.name < $1.name }
    }

    /// How a tenant's own role connects.
    ///
    /// - Parameter statementTimeout: milliseconds. It is an option of the session's start, so that it costs nothing per request, and
    ///   resetting the session brings it back.
    /// - Throws: `ServerError.unknownServer`, `.closed`, or why the registry could not be read.
    func target(for placement: Placement, password: Secret, statementTimeout: Int? = nil) async throws -> ConnectionTarget {
        let server = try await server(placement.server).description
        var parameters = server.parameters
        if let statementTimeout { parameters["options"] = "-c statement_timeout=\(statementTimeout)" }
        return ConnectionTarget(
            server: server.name, parameters: parameters, database: placement.database, user: placement.role,
            password: password, usesPreparedStatements: server.usesPreparedStatements)
    }

    /// How the administrator connects.
    ///
    /// - Throws: as above, and `ServerError.passwordSealedOtherwise`.
    func administrativeTarget(server name: String, database: String) async throws -> ConnectionTarget {
        let server = try await server(name)
        return server.description.administrativeTarget(
            database: database, password: try store.vault.open(server.sealedPassword, of: server.description))
    }

    private func server(_ name: String) async throws -> StoredServer {
        var known = state.withLock { $0.servers?[name] }
        // A tenant's row may be read before the feed has told of the server that it names.
        if known == nil { known = try await read()[name] }
        guard let known else { throw ServerError.unknownServer(name) }
        guard known.description.state != .closed else { throw ServerError.closed(name) }
        return known
    }

    private func read() async throws -> [String: StoredServer] {
        let reading = state.withLock { state in
            state.lastReading += 1
            return state.lastReading
        }
        let stored = try await registry.withConnection { try await store.all(on: $0) }
        let servers = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let isKept = state.withLock { state in
            // What was read earlier and comes later is old.
            guard reading > state.kept else { return false }
            if Self.isRetargeted(from: state.servers, to: servers) { retargets.add(1, ordering: .relaxed) }
            (state.servers, state.kept) = (servers, reading)
            return true
        }
        if isKept { for server in stored { limit(server.name, server.description.maxConnections) } }
        return servers
    }

    private static func isRetargeted(from before: [String: StoredServer]?, to servers: [String: StoredServer]) -> Bool {
        servers.values.contains { server in
            guard let former = before?[server.name]?.description else { return false }
            return former.parameters != server.description.parameters
                || former.usesPreparedStatements != server.description.usesPreparedStatements
        }
    }
}
