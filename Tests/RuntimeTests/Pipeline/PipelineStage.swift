import Contracts
import HTTPTypes
import Logging
import Synchronization
import TestSupport

@testable import HostRuntime

/// A pipeline over doubles, two tenants wide: the bearer token is the name of a user, the operator key that of an operator.
struct PipelineStage {
    /// Keeps what was reported.
    final class Witness: RequestObserver {
        private let seen = Mutex<[Observation]>([])
        var observations: [Observation] { seen.withLock { $0 } }
        func finished(_ observation: Observation) { seen.withLock { $0.append(observation) } }
    }

    var acme = Tenant.sample("acme")
    var globex = Tenant.sample("globex")
    var role = TenantRole.owner
    var operatorRole = OperatorRole.superadmin
    var routes: [Route] = [Self.tenantRoute(), Self.openRoute(), Self.platformRoute()]
    var directoryFailure: DirectoryError?
    var directoryForgets = false
    var holdsLease: @Sendable () -> Bool = { true }
    /// Whether user and tenant are in the host's memory, as they are after the first request.
    var isWarm = true
    var settings = RequestPipeline.Settings(
        maxBodyBytes: 64, requestDeadline: .seconds(30), streamDeadline: .seconds(60), baseDomain: "crm.example.com")
    var state = ServiceState()
    let witness = Witness()
    let fleet = FleetDouble()

    static let operatorKey = HTTPField.Name("X-Admin-Key") ?? .authorization

    func pipeline() throws -> RequestPipeline {
        var services = PluginServices()
        let authenticate: @Sendable (Request) throws -> TenantPrincipal? = { [acme, globex, role] request in
            switch request.fields[.authorization] {
            case nil: nil
            case "Bearer acme": .user(.sample(of: acme, role: role))
            case "Bearer globex": .user(.sample(of: globex, role: role))
            case "Bearer acme-key": .apiKey(.sample(of: acme, role: role))
            default: throw TokenError.badSignature
            }
        }
        services.tenantAuthenticator = StubTenantAuthenticator(
            memory: { [isWarm] in isWarm ? try authenticate($0) : nil }, authenticate)
        services.operatorAuthenticator = StubOperatorAuthenticator { [operatorRole] request in
            request.fields[Self.operatorKey].map { .sample(name: $0, role: operatorRole) }
        }
        services.fleet = fleet
        return RequestPipeline(
            router: try Router([RouteGroup(plugin: "test", routes: routes)]), services: services,
            directory: StubTenantDirectory(
                directoryForgets ? [] : [acme, globex], failure: directoryFailure, isWarm: isWarm, holdsLease: holdsLease),
            databases: { _ in UnreachableDatabase() }, settings: settings, state: state,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), observers: [witness])
    }

    func get(
        _ path: String, bearer: String? = nil, host: String? = nil, key: String? = nil, method: HTTPRequest.Method = .get,
        body: [UInt8] = [], fields extra: RequestFields = [:]
    ) async throws -> Response {
        var fields = extra
        if let bearer { fields.append(.authorization, "Bearer \(bearer)") }
        if let host { fields.append(FieldNames.host, host) }
        if let key { fields.append(Self.operatorKey, key) }
        return try await pipeline().respond(to: Request(method: method, path: path, fields: fields, body: body, id: "r-1"))
    }

    static func tenantRoute(
        minimum: TenantRole = .viewer, callers: TenantCallers = .users, options: RouteOptions = RouteOptions()
    ) -> Route {
        Route(
            .get, "/data", .tenant(minimum: minimum, callers: callers) { _, context in text(context.tenant.slug.description) },
            options: options)
    }

    static func openRoute(_ handler: (@Sendable (Request, RequestContext) async throws -> Response)? = nil) -> Route {
        Route(.get, "/open", .open(handler ?? { _, context in text(context.hostTenant?.slug.description ?? "-") }))
    }

    static func platformRoute(minimum: OperatorRole = .operator) -> Route {
        Route(.get, "/admin", .platform(minimum: minimum) { _, context in text(context.principal.keyName) })
    }

    static func text(_ text: String) -> Response { Response(status: .ok, body: Array(text.utf8)) }
}

extension Response {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The `code` of a problem.
    var code: String? {
        guard case .object(let object)? = try? JSONParser.parse(body), case .string(let code)? = object["code"] else { return nil }
        return code
    }
}
