@_spi(Host) import Contracts
import FoundationEssentials
import HTTPTypes
import HostCrypto
import Logging
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct HandOffTests {
    private let vault: UpstreamVault
    private let tenant = Tenant.sample()

    init() throws {
        vault = UpstreamVault(cryptography: try OpenSSLCryptography(key: [UInt8](repeating: 7, count: 32)))
    }

    private func handOff(_ paths: Set<HandOffPath>?) throws -> HandOff {
        let url = try UpstreamURL("http://10.0.0.1")
        let key = try vault.seal(Secret("key"), of: tenant.id, for: url)
        let upstream = paths.map { Upstream(url: url, sealedKey: key, paths: $0) }
        return HandOff(
            upstreams: UpstreamDirectory { _ in upstream }, vault: vault, roles: RoleCache(refreshInterval: .seconds(30)))
    }

    private func call(_ route: Route, as principal: TenantPrincipal? = nil) async throws -> Response {
        guard case .tenant(_, _, let handler) = route.endpoint else { throw RequestFault.malformedPath }
        let context = RequestContext(
            requestID: "r", deadline: .now + .seconds(5), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            pathParameters: .none, hostTenant: nil, phases: PhaseClock())
        let tenantContext = TenantRequestContext(
            request: context, tenant: tenant, principal: principal ?? .user(.sample(of: tenant)), database: UnreachableDatabase())
        return try await handler(Request(method: route.method, path: "/"), tenantContext)
    }

    private static let native = Route(.get, "/rest/{objects}", .tenant(minimum: .viewer) { _, _ in Response(status: .accepted) })

    @Test(arguments: [(nil, 202), ([.graphql, .files], 202), ([.rest], 200)] as [(Set<HandOffPath>?, Int)])
    func recordsAreNativeUnlessTheyAreHandedOff(paths: Set<HandOffPath>?, status: Int) async throws {
        let covered = try handOff(paths).covering([Self.native])
        #expect(try await call(#require(covered.first)).status.code == status)
    }

    @Test func aCoveredRouteKeepsWhatItRequires() throws {
        let route = Route(
            .put, "/rest/x", .tenant(minimum: .admin) { _, _ in Response(status: .ok) }, options: RouteOptions(maxBodyBytes: 5))
        let covered = try #require(try handOff(nil).covering([route]).first)
        guard case .tenant(.admin, .users, _) = covered.endpoint else { throw RequestFault.malformedPath }
        #expect(covered.method == .put && covered.pattern == "/rest/x" && covered.options.maxBodyBytes == 5)
    }

    @Test func everyRouteAnswersByItsOwnPathAlone() async throws {
        for path in HandOffPath.allCases {
            let patterns = Set(HandOffRule.all.filter { $0.path == path }.map(\.pattern))
            for route in try handOff([path]).routes {
                let status = try? await call(route).status
                #expect((status == .ok) == patterns.contains(route.pattern), "\(route.method) \(route.pattern)")
            }
        }
    }

    /// The server's key would give the caller what its role takes away: without a look at that role, nobody is handed off.
    @Test func aRoleThatCannotBeReadHandsNobodyOff() async throws {
        func key(_ customRole: UUID?) -> TenantPrincipal {
            .apiKey(APIKeyPrincipal(keyID: UUID(), name: "k", tenantID: tenant.id, role: .owner, customRoleID: customRole))
        }
        let routes = try handOff([.rest]).covering([Self.native]) + handOff([.graphql]).routes.filter { $0.pattern == "/graphql" }
        for route in routes {
            #expect(try await call(route, as: key(nil)).status == .ok)
            await #expect(throws: DatabaseError.connectionLost) { try await call(route, as: key(UUID())) }
        }
    }

    @Test func withoutAServerTheReasonIsSaid() async throws {
        let route = try #require(try handOff(nil).routes.first { $0.pattern == "/graphql" })
        await #expect(throws: HandOffError.notConfigured(.graphql)) { try await call(route) }
    }
}
