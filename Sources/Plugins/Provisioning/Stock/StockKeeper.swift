import Contracts
import Logging

/// Keeps the stock full, and clears out of it what no host sees to any more.
///
/// Hosts share the work: on each server one of a version fills at a time. A version knows only what it made itself by the schema's
/// fingerprint, and hosts note what they see to; so during an upgrade each version has a stock of its own, and that of the version that
/// went away is forgotten and removed.
struct StockKeeper: Sendable {
    /// How long the making or the removal of one database may take.
    private static let timeLimit: Duration = .seconds(120)
    /// How long a database may go unseen to before it is removed.
    private static let forgottenAfter: Duration = .seconds(600)

    let stock: TenantStock
    let registry: any Database
    let databases: TenantDatabases
    let seeders: [any TenantSeeder]
    /// Where this host's sign-ups pass: as long as it is busy, they need the cores more than the stock does.
    let gate: CreationGate
    let names: TenantNames
    let cryptography: any Cryptography
    let logger: Logger

    /// Does what is to be done now. Servers are filled side by side, as one that is away takes its time to be found so; what fails is
    /// logged and tried again by the next call.
    func attend() async throws {
        if stock.size > 0 {
            let servers = try await databases.administration.placementServers()
            await withTaskGroup { group in
                for server in servers { group.addTask { await attempt("filled", on: server) { try await fill(server) } } }
            }
        }
        try await clearOut()
    }

    private func fill(_ server: String) async throws {
        try await registry.withConnection { try await stock.store.keep(on: server, stock.schema, within: $0) }
        guard try await isShort(on: server), !gate.isBusy else { return }
        try await databases.administer(server) { admin in
            // Freed when the connection closes. Who finds it taken leaves the work to whom it is taken by.
            let free = try await admin.query("SELECT pg_try_advisory_lock(hashtextextended(\(databases.template.name), 1))")
            guard try free.first?.decode(at: 0) == true else { return }
            do {
                while try await isShort(on: server), !Task.isCancelled, !gate.isBusy { try await make(on: server) }
            } catch is ServerClosedToStock {
                // An operator drains it, and what is in stock there goes.
            }
        }
    }

    private func isShort(on server: String) async throws -> Bool {
        try await registry.withConnection { try await stock.store.countReady(on: server, stock.schema, within: $0) } < stock.size
    }

    private func make(on server: String) async throws {
        let id = TenantID.random()
        let database = StockDatabase(id: id, placement: names.placement(of: id, on: server), password: .random(cryptography))
        do {
            try await limited {
                let isWanted = try await registry.withConnection { try await stock.store.enter(database, stock.schema, on: $0) }
                guard isWanted else { throw ServerClosedToStock() }
                try await build(database)
            }
        } catch let closed as ServerClosedToStock {
            throw closed
        } catch {
            await attempt("removed", on: server) { try await remove(id, database.placement) }
            throw error
        }
    }

    private func build(_ database: StockDatabase) async throws {
        let placement = database.placement
        try await databases.administer(placement.server) { admin in
            // Who would clear it out waits until this is over.
            try await databases.lock(placement, on: admin)
            try await databases.createRole(placement, verifier: database.password.scramVerifier(), on: admin)
            try await databases.createDatabase(placement, on: admin)
            try await databases.secure(placement)
            try await prepare(database)
            let isKept = try await registry.withConnection { try await stock.store.markReady(database.id, on: $0) }
            guard isKept else { throw CancellationError() }
        }
    }

    /// As the role itself, which shows that it gets in.
    private func prepare(_ database: StockDatabase) async throws {
        try await databases.administration.withTenantConnection(
            to: database.placement, password: database.password.secret
        ) { connection in
            try await connection.transaction { connection in
                for seeder in seeders { try await seeder.prepare(database.id, on: connection) }
            }
        }
    }

    private func clearOut() async throws {
        let useless = try await registry.withConnection {
            try await stock.store.giveUpUseless(on: $0) + stock.store.giveUpForgotten(after: Self.forgottenAfter, on: $0)
        }
        for (id, placement) in useless where !Task.isCancelled {
            await attempt("removed", on: placement.server) { try await remove(id, placement) }
        }
    }

    /// Removes all that is in stock on a server that takes no new tenants.
    ///
    /// - Throws: what keeps something from being removed.
    func clear(_ server: String) async throws {
        let useless = try await registry.withConnection { try await stock.store.giveUpUseless(of: server, on: $0) }
        for (id, placement) in useless { try await remove(id, placement) }
    }

    /// Also when the host is about to stop: what was begun is not left to others.
    private func remove(_ id: TenantID, _ placement: Placement) async throws {
        try await uninterrupted(within: Self.timeLimit) {
            // A commit whose answer was lost may have made it ready, and a tenant may have it by now.
            guard try await registry.withConnection({ try await stock.store.giveUp(id, on: $0) }) else { return }
            try await databases.remove(placement)
            try await registry.withConnection { try await stock.store.discard(id, on: $0) }
        }
    }

    private func attempt(_ deed: String, on server: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            guard !Task.isCancelled else { return }
            logger.error(
                "The stock of databases could not be attended to.",
                metadata: ["server": "\(server)", "not": "\(deed)", "error": "\(error)"])
        }
    }

    private func limited(_ body: () async throws -> Void) async throws {
        let scope = RequestScope(deadline: .now + Self.timeLimit, phases: PhaseClock())
        try await RequestScope.$current.withValue(scope) { try await body() }
    }
}

/// The server takes no new tenants any more, and so no databases that would wait for them.
private struct ServerClosedToStock: Error {}
