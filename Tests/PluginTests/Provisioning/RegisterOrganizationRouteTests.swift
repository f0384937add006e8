@_spi(Host) import Contracts
import HTTPTypes
import Logging
import Synchronization
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct RegisterOrganizationRouteTests {
    private let lifecycle = LifecycleDouble()

    private func register(_ body: String, isOpen: Bool = true, prefer: String? = nil) async throws -> Response {
        let free = Plan(name: "free", isSelfService: true)
        let plans = PlanCatalogue(
            plans: [free, Plan(name: "pro", isSelfService: true), Plan(name: "enterprise", isSelfService: false)], defaultPlan: free
        )
        let desk = SignUpDesk(
            registry: UnreachableDatabase(), jobs: NoJobs(), attempts: AttemptStore(), identity: IdentityDouble(),
            cryptography: CountingCryptography(), entrance: .lifecycle(lifecycle))
        let route = RegisterOrganizationRoute(isOpen: isOpen, plans: plans, desk: desk).route
        guard case .open(let handler) = route.endpoint else { throw SignUpError.closed }
        var fields: RequestFields = [.contentType: "application/json"]
        if let prefer, let name = HTTPField.Name("Prefer") { fields.append(name, prefer) }
        let request = Request(method: .post, path: route.pattern, fields: fields, body: Array(body.utf8))
        let context = RequestContext(
            requestID: "r", deadline: .now + .seconds(5), logger: Logger(label: "test"), pathParameters: .none, hostTenant: nil,
            phases: PhaseClock())
        return try await handler(request, context)
    }

    private func body(_ more: String = "") -> String {
        #"{"organization_name":"Acme","admin_email":"owner@example.com","admin_password":"correct horse"\#(more)}"#
    }

    @Test func theAnswerHoldsTenantTokensAndUser() async throws {
        let response = try await register(body(#","slug":"acme""#))
        #expect(response.status == .created && response.fields[.location] == "/api/me")
        guard case .object(let envelope) = try JSONParser.parse(response.body), case .object(let data)? = envelope["data"] else {
            Issue.record("no envelope")
            return
        }
        #expect(
            data.names == [
                "tenant_id", "slug", "status", "access_token", "token_type", "expires_in", "refresh_token", "user",
            ])
        #expect(data["slug"] == "acme" && data["status"] == "active" && data["token_type"] == "Bearer")
    }

    @Test func whoeverPrefersNotToWaitIsToldWhereToLook() async throws {
        let response = try await register(body(), prefer: "respond-async")
        #expect(response.status == .accepted && response.fields[.cacheControl] == "no-store")
        #expect(response.fields[.location]?.hasPrefix("/api/auth/provisioning-status/") == true)
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"success":true,"data":{"status":"pending","code":null}}"#)
    }

    @Test func tokensAreNotStoredOnTheWay() async throws {
        #expect(try await register(body()).fields[.cacheControl] == "no-store")
    }

    @Test func thePlanIsTheDefaultUnlessNamed() async throws {
        _ = try await register(body())
        _ = try await register(body(#","plan":"pro""#))
        #expect(lifecycle.orders.withLock { $0.map(\.plan.name) } == ["free", "pro"])
    }

    @Test func anUnknownPlanIsRefused() async {
        await #expect(throws: SignUpError.planUnknown("gold")) { try await register(body(#","plan":"gold""#)) }
    }

    @Test func aPlanThatIsNotSelfServiceIsRefused() async {
        let error = await #expect(throws: SignUpError.self) { try await register(body(#","plan":"enterprise""#)) }
        #expect(error?.problem.code.status == .forbidden)
    }

    @Test func closedSignUpRefusesEvenAValidForm() async {
        await #expect(throws: SignUpError.closed) { try await register(body(), isOpen: false) }
        #expect(lifecycle.orders.withLock { $0.isEmpty })
    }
}
