@_spi(Host) import Contracts
import HTTPTypes
import Logging
import Testing

@testable import ProvisioningPlugin

extension LifecycleStack {
    /// Sends a registration to the route of a host, the first one unless named.
    func register(
        _ email: String, slug: String = "acme", password: String = "correct horse", key: String? = nil,
        at host: ProvisioningPlugin? = nil
    ) async throws -> Response {
        let route = try #require((host ?? plugin).routes.first)
        guard case .open(let handler) = route.endpoint else { throw SignUpError.closed }
        let body: JSONValue = [
            "organization_name": "Acme", "admin_email": .string(email), "admin_password": .string(password),
            "slug": .string(slug), "admin_first_name": "Ada",
        ]
        var fields: RequestFields = [.contentType: "application/json"]
        if let key { fields.append(try #require(HTTPField.Name("Idempotency-Key")), key) }
        let request = Request(method: .post, path: route.pattern, fields: fields, body: JSONWriter.encode(body))
        let context = RequestContext(
            requestID: "r", deadline: .now + .seconds(30), logger: Logger(label: "test"), pathParameters: .none, hostTenant: nil,
            phases: PhaseClock())
        return try await handler(request, context)
    }

    /// The one tenant that the registry has.
    func onlyTenant() async throws -> (id: TenantID, status: String, awaitsApproval: Bool) {
        let rows = try await registry.query("SELECT id, status, awaiting_approval FROM tenant")
        #expect(rows.count == 1)
        let row = try #require(rows.first)
        return (try row.decode(at: 0), try row.decode(at: 1), try row.decode(at: 2))
    }
}
