/// The PostgreSQL servers of tenants' databases, as operators add, change and remove them. The host lends it.
///
/// A change holds on every host when the call returns (`ChangeFeed.settle`). Each goes to the audit log.
public protocol ServerControl: Sendable {
    /// All servers, by name.
    func list() async throws -> [RegisteredServer]

    /// Whether the server lets its administrator in just now. It is asked, for two seconds at most.
    func answers(_ name: String) async -> Bool

    /// Tries the server and enters it.
    ///
    /// - Throws: `ServerError`: the server exists, cannot be reached, refuses its administrator, or will not do.
    func add(_ server: ServerDescription, password: Secret, actor: String) async throws

    /// Changes what `edit` changes. A server that is to be reached otherwise is tried first.
    ///
    /// - Parameter password: the administrator's new one; nil keeps the old, which is shown to nobody but whom it was given for.
    /// - Throws: `ServerError`; among others `.inSettings` for how a server is reached that the settings name, `.passwordNeeded` where it is
    ///   to be logged into elsewhere, and `.hasTenants` for the closing of one that has tenants.
    func change(
        _ name: String, password: Secret?, actor: String, _ edit: @escaping @Sendable (inout ServerDescription) -> Void
    ) async throws

    /// Forgets a closed server. Nothing is changed on it.
    ///
    /// - Throws: `ServerError.unknownServer`, `.notClosed`, `.inSettings`.
    func remove(_ name: String, actor: String) async throws
}

/// A server with what the registry knows of it besides.
public struct RegisteredServer: Sendable, Equatable {
    public let description: ServerDescription
    public let source: ServerSource
    /// How many tenants lie there, whatever their state.
    public let tenants: Int
    /// RFC 3339, UTC.
    public let createdAt: String
    public let changedAt: String

    public init(description: ServerDescription, source: ServerSource, tenants: Int, createdAt: String, changedAt: String) {
        self.description = description
        self.source = source
        self.tenants = tenants
        self.createdAt = createdAt
        self.changedAt = changedAt
    }
}

extension ServerControl {
    /// - Throws: `ServerError.unknownServer`.
    public func find(_ name: String) async throws -> RegisteredServer {
        guard let server = try await list().first(where: { $0.description.name == name }) else {
            throw ServerError.unknownServer(name)
        }
        return server
    }

    /// Takes a server out of use: from then on no host connects to it. What is kept there for tenants to come is removed first.
    ///
    /// - Parameter isLost: whether the server will never answer again, and what is on it is forgotten instead.
    /// - Throws: `ServerError.hasTenants`, and whatever keeps the stock from being removed; the server is draining then.
    public func close(_ name: String, clearing stock: (any ServerStock)?, isLost: Bool = false, actor: String) async throws {
        let server = try await find(name)
        guard server.tenants == 0 else { throw ServerError.hasTenants(name, count: server.tenants) }
        // Nothing new comes while it is cleared.
        if server.description.state == .open { try await change(name, password: nil, actor: actor) { $0.state = .draining } }
        switch (server.description.state, isLost) {
        case (.closed, _): break
        case (_, true): try await stock?.forget(name)
        case (_, false): try await stock?.clear(name)
        }
        try await change(name, password: nil, actor: actor) { $0.state = .closed }
    }
}

/// What is kept on servers for tenants to come. The provisioning plugin lends it.
public protocol ServerStock: Sendable {
    /// How many databases are ready on each server that has some.
    func readyDatabases() async throws -> [String: Int]

    /// Removes ready databases, templates and their roles from a server that takes no new tenants.
    ///
    /// - Throws: `ServerError.unreachable`, and what else keeps something from being removed.
    func clear(_ server: String) async throws

    /// The same for a server that is lost: nothing of it is in stock any more, whatever is left on it.
    func forget(_ server: String) async throws
}
