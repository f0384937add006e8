@_spi(Host) import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Synchronization
import TestSupport

@testable import CRMPlugin

/// A tenant's database as provisioning leaves it, and the plugin's routes on it.
struct CRMWorkspace: Sendable {
    let tenant: TenantID
    let owner: NewOwner
    let target: ConnectionTarget
    let catalogues = CatalogueCache(refreshInterval: .seconds(30))
    let roles = RoleCache(refreshInterval: .seconds(30))

    /// Clones the migrated template for a new tenant with a role of its own, and seeds it as that role.
    static func make() async throws -> CRMWorkspace {
        let cluster = try await PostgresCluster.shared
        let template = try await CRMTemplate.shared
        let tenant = TenantID.random()
        let role = try await cluster.createRole("tenant")
        let database = try await cluster.createDatabase("tenant", template: template.database)
        try await cluster.execute("ALTER DATABASE \(SQLIdentifier.quote(database)) OWNER TO \(SQLIdentifier.quote(role.name))")
        try await cluster.execute(
            "REASSIGN OWNED BY \(SQLIdentifier.quote(template.migrator)) TO \(SQLIdentifier.quote(role.name))", database: database)
        let target = cluster.target(database: database, user: role.name, password: role.password)
        guard let email = EmailAddress("ada@example.com") else { throw CRMError.invalidPath }
        let owner = NewOwner(tenant: tenant, accountID: UUID(), email: email)
        try await cluster.withConnection(to: target) { connection in
            try await connection.transaction { connection in
                try await FreshWorkspace().prepare(owner.tenant, on: connection)
                try await FreshWorkspace().seed(owner, on: connection)
            }
        }
        return CRMWorkspace(tenant: tenant, owner: owner, target: target)
    }

    /// The answer of the route that `path` matches, errors in its own shape.
    func send(
        _ method: HTTPRequest.Method, _ path: String, query: String = "", body: String = "",
        contentType: String = "application/json", role: TenantRole = .member
    ) async throws -> CRMAnswer {
        try await PostgresCluster.shared.withConnection(to: target) { connection in
            let database = LentConnection(connection: connection)
            let request = Request(
                method: method, path: path, query: query, fields: [.contentType: contentType], body: Array(body.utf8))
            return try await answer(request, database: database, role: role)
        }
    }

    /// The rows of one statement, as the tenant's role.
    func query(_ statement: SQL) async throws -> RowSet { try await withConnection { try await $0.query(statement) } }

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await PostgresCluster.shared.withConnection(to: target) { try await body($0) }
    }

    private func answer(_ request: Request, database: any Database, role: TenantRole) async throws -> CRMAnswer {
        let segments = request.path.split(separator: "/").map(String.init)
        let records = RecordRoutes(catalogues: catalogues, roles: roles)
        let bulk = BulkRoutes(records: records, trail: BulkTrail(registry: database, audit: SilentAudit()))
        let routes = records.routes(below: "/" + (segments.first ?? "")) + bulk.routes
        let found = routes.filter { $0.method == request.method }.compactMap { Match($0, segments) }
            .max { $0.places.lexicographicallyPrecedes($1.places) }
        guard let found, case .tenant(_, _, let handler) = found.route.endpoint else { throw CRMError.invalidPath }
        let (route, names) = (found.route, found.parameters)
        let context = try context(names, database: database, role: role)
        do {
            var response = try await handler(request, context)
            let stream = StreamedText()
            try await response.stream?(stream)
            response.body += stream.bytes
            return CRMAnswer(response)
        } catch {
            let problem = (error as? any HTTPRepresentable)?.problem ?? Problem(.internalError, "\(error)")
            return CRMAnswer(route.options.errorShape.response(to: error, problem: problem, requestID: "r1"))
        }
    }

    private func context(
        _ parameters: [(name: String, value: String)], database: any Database, role: TenantRole
    ) throws -> TenantRequestContext {
        guard let slug = Slug("acme") else { throw CRMError.invalidPath }
        let request = RequestContext(
            requestID: "r1", deadline: .now + .seconds(20), logger: Logger(label: "tests"),
            pathParameters: PathParameters(parameters), hostTenant: nil, phases: PhaseClock())
        let placement = Placement(server: "test", database: target.database, role: target.user)
        return TenantRequestContext(
            request: request,
            tenant: Tenant(
                id: tenant, slug: slug, name: "Acme", plan: Plan(name: "free", isSelfService: true), status: .active,
                placement: placement),
            principal: .user(
                UserPrincipal(
                    accountID: owner.accountID, email: owner.email.description, tenantID: tenant, role: role, sessionID: UUID())),
            database: database)
    }
}

/// A database that lends the same connection to everyone, one after another.
struct LentConnection: Database {
    let connection: any DatabaseConnection

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await body(connection)
    }
}

/// Keeps what a streamed answer is made of.
private final class StreamedText: ResponseWriter {
    private let written = Mutex<[UInt8]>([])
    var bytes: [UInt8] { written.withLock { $0 } }
    func write(_ bytes: [UInt8]) async throws { written.withLock { $0 += bytes } }
}

/// A route whose pattern fits a path, as the host's router finds it: a literal is preferred to a parameter, from the left.
private struct Match {
    let route: Route
    /// 1 for a literal, 0 for a parameter.
    let places: [Int]
    let parameters: [(name: String, value: String)]

    init?(_ route: Route, _ segments: [String]) {
        let pattern = route.pattern.split(separator: "/").map(String.init)
        guard pattern.count == segments.count else { return nil }
        let pairs = zip(pattern, segments)
        guard pairs.allSatisfy({ $0.hasPrefix("{") || $0 == $1 }) else { return nil }
        self.route = route
        places = pattern.map { $0.hasPrefix("{") ? 0 : 1 }
        parameters = pairs.filter { $0.0.hasPrefix("{") }.map { (name: String($0.dropFirst().dropLast()), value: $1) }
    }
}
