import Contracts
import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct RequestPipelineAccessTests {
    @Test func aUserReachesTheTenantOfTheToken() async throws {
        #expect(try await PipelineStage().get("/data", bearer: "globex").text == "globex")
    }

    @Test func noTokenIsRefusedWithAChallenge() async throws {
        let response = try await PipelineStage().get("/data")
        #expect(response.code == "authentication_required")
        #expect(response.fields[.wwwAuthenticate] == "Bearer")
    }

    @Test func aBadTokenIsRefusedAndNeverAnonymous() async throws {
        let response = try await PipelineStage().get("/data", bearer: "forged")
        #expect(response.status == .unauthorized)
        #expect(response.code == "token_invalid")
        #expect(response.fields[.wwwAuthenticate] == "Bearer error=\"invalid_token\"")
    }

    @Test func anAPIKeyIsRefusedWhereNothingIsSaidOfKeys() async throws {
        var stage = PipelineStage()
        stage.routes = [Route(.get, "/data", .tenant(minimum: .viewer) { _, _ in PipelineStage.text("reached") })]
        let response = try await stage.get("/data", bearer: "acme-key")
        #expect(response.status == .forbidden)
        #expect(response.code == "api_key_not_accepted")
    }

    @Test(arguments: [(TenantRole.member, nil), (.viewer, "insufficient_role")] as [(TenantRole, String?)])
    func anAPIKeyReachesRoutesOfKeysWithinItsRole(role: TenantRole, code: String?) async throws {
        var stage = PipelineStage()
        stage.role = role
        stage.routes = [PipelineStage.tenantRoute(minimum: .member, callers: .usersAndAPIKeys)]
        #expect(try await stage.get("/data", bearer: "acme-key").code == code)
        #expect(try await stage.get("/data", bearer: "acme-key", host: "globex.crm.example.com").code == "tenant_mismatch")
    }

    @Test func openRoutesDoNotLookAtCredentials() async throws {
        #expect(try await PipelineStage().get("/open", bearer: "forged").status == .ok)
    }

    @Test func aTokenOfOneTenantDoesNotOpenTheHostNameOfAnother() async throws {
        let response = try await PipelineStage().get("/data", bearer: "acme", host: "globex.crm.example.com")
        #expect(response.status == .forbidden)
        #expect(response.code == "tenant_mismatch")
    }

    @Test(arguments: ["GLOBEX.CRM.example.com", "globex.crm.example.com:8443", "globex.crm.example.com."])
    func otherSpellingsOfAHostNameChangeNothing(host: String) async throws {
        #expect(try await PipelineStage().get("/data", bearer: "acme", host: host).code == "tenant_mismatch")
    }

    @Test(arguments: ["nobody.crm.example.com", "a.acme.crm.example.com", "-.crm.example.com", "..crm.example.com"])
    func aHostNameOfNobodyIsNotFound(host: String) async throws {
        let stage = PipelineStage()
        #expect(try await stage.get("/data", bearer: "acme", host: host).code == "tenant_not_found")
        #expect(try await stage.get("/open", host: host).code == "tenant_not_found")
    }

    @Test(arguments: ["localhost", "crm.example.com", "acme.example.com", "evilcrm.example.com", "acme.crm.example.com.evil.org"])
    func hostNamesOutsideTheBaseDomainNameNoTenant(host: String) async throws {
        #expect(try await PipelineStage().get("/open", host: host).text == "-")
    }

    @Test func theHostTenantReachesOpenHandlers() async throws {
        #expect(try await PipelineStage().get("/open", host: "acme.crm.example.com").text == "acme")
    }

    @Test(arguments: [
        (TenantStatus.suspended, "tenant_suspended"), (.pending, "tenant_not_active"), (.deleting, "tenant_not_active"),
        (.deleted, "tenant_not_active"), (.failed, "tenant_not_active"),
    ])
    func onlyActiveTenantsAreServed(status: TenantStatus, code: String) async throws {
        var stage = PipelineStage()
        stage.acme = .sample("acme", status: status)
        let response = try await stage.get("/data", bearer: "acme")
        #expect(response.status == .forbidden)
        #expect(response.code == code)
    }

    @Test(arguments: [
        (String?("forged"), String?.none, String?("token_invalid")), (nil, nil, "authentication_required"),
        ("acme", nil, "tenant_suspended"),
        ("globex", nil, nil), ("globex", "globex.crm.example.com", nil), ("globex", "acme.crm.example.com", "tenant_mismatch"),
        ("globex", "nobody.crm.example.com", "tenant_not_found"),
    ])
    func aHostThatHasToAskTheRegistryJudgesAsOneThatKnows(bearer: String?, host: String?, code: String?) async throws {
        for isWarm in [true, false] {
            var stage = PipelineStage()
            stage.acme = .sample("acme", status: .suspended)
            stage.isWarm = isWarm
            #expect(try await stage.get("/data", bearer: bearer, host: host).code == code)
        }
    }

    @Test func theTokenOfAVanishedTenantIsInvalid() async throws {
        var stage = PipelineStage()
        stage.directoryForgets = true
        #expect(try await stage.get("/data", bearer: "acme").code == "token_invalid")
    }

    @Test func aStaleDirectoryServesNobody() async throws {
        var stage = PipelineStage()
        stage.directoryFailure = .stale(age: .seconds(9))
        let response = try await stage.get("/data", bearer: "acme")
        #expect(response.code == "registry_unavailable")
        #expect(response.fields[.retryAfter] == "1")
    }

    @Test(arguments: TenantRole.allCases)
    func aRoleBelowTheRoutesIsRefused(role: TenantRole) async throws {
        var stage = PipelineStage()
        stage.role = role
        stage.routes = [PipelineStage.tenantRoute(minimum: .admin)]
        #expect(try await stage.get("/data", bearer: "acme").code == (role < .admin ? "insufficient_role" : nil))
    }

    @Test(arguments: [(Set<String>(), "feature_not_in_plan"), (["exports"], nil)] as [(Set<String>, String?)])
    func aFeatureIsOpenToPlansThatHaveIt(features: Set<String>, code: String?) async throws {
        var stage = PipelineStage()
        stage.acme = .sample("acme", plan: Plan(name: "free", isSelfService: true, features: features))
        stage.routes = [PipelineStage.tenantRoute(options: RouteOptions(feature: "exports"))]
        #expect(try await stage.get("/data", bearer: "acme").code == code)
    }

    @Test func aTenantsTokenIsNoOperatorKey() async throws {
        let response = try await PipelineStage().get("/admin", bearer: "acme")
        #expect(response.code == "operator_key_required")
        #expect(response.fields[.wwwAuthenticate] == "OperatorKey")
    }

    @Test func anOperatorKeyOpensNoTenant() async throws {
        #expect(try await PipelineStage().get("/data", key: "ops").code == "authentication_required")
    }

    @Test func anOperatorDoesNotDoWhatASuperadminDoes() async throws {
        var stage = PipelineStage()
        stage.operatorRole = .operator
        stage.routes = [PipelineStage.platformRoute(minimum: .superadmin)]
        #expect(try await stage.get("/admin", key: "ops").code == "insufficient_role")
    }

    @Test func everyUseOfAnOperatorKeyIsReportedByName() async throws {
        let stage = PipelineStage()
        _ = try await stage.get("/admin", key: "night-shift")
        #expect(stage.witness.observations.map(\.operatorKey) == ["night-shift"])
    }

    @Test func withoutAnAuthenticatorNobodyGetsIn() async throws {
        let pipeline = RequestPipeline(
            router: try Router([RouteGroup(plugin: "test", routes: [PipelineStage.tenantRoute(), PipelineStage.platformRoute()])]),
            services: PluginServices(), directory: StubTenantDirectory([.sample()]), databases: { _ in UnreachableDatabase() },
            settings: .init(maxBodyBytes: 1, requestDeadline: .seconds(1), streamDeadline: .seconds(1)), state: ServiceState(),
            logger: .init(label: "test"))
        #expect(await pipeline.respond(to: Request(method: .get, path: "/data")).code == "authentication_required")
        #expect(await pipeline.respond(to: Request(method: .get, path: "/admin")).code == "operator_key_required")
    }
}
