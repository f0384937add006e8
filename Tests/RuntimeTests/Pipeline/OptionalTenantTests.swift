import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import HostRuntime

/// Routes that tell callers of a tenant from everybody else.
@Suite struct OptionalTenantTests {
    private static var stage: PipelineStage {
        var stage = PipelineStage()
        stage.routes = [
            Route(
                .get, "/perhaps", .optionalTenant { _, context in PipelineStage.text(context?.tenant.slug.description ?? "nobody") }
            )
        ]
        return stage
    }

    @Test(arguments: [true, false])
    func aCallerIsKnownWithTheTenantOfTheToken(isWarm: Bool) async throws {
        var stage = Self.stage
        stage.isWarm = isWarm
        #expect(try await stage.get("/perhaps", bearer: "acme").text == "acme")
        #expect(try await stage.get("/perhaps", bearer: "acme-key").text == "acme")
    }

    @Test(arguments: [nil, "forged"] as [String?])
    func whoIsNotProvenIsNobody(bearer: String?) async throws {
        let response = try await Self.stage.get("/perhaps", bearer: bearer)
        #expect(response.status == .ok)
        #expect(response.text == "nobody")
    }

    @Test func aTokenOnTheHostNameOfAnotherTenantIsNobodys() async throws {
        #expect(try await Self.stage.get("/perhaps", bearer: "acme", host: "globex.crm.example.com").text == "nobody")
    }

    @Test func aSuspendedTenantsCallerIsNobody() async throws {
        var stage = Self.stage
        stage.acme = .sample("acme", status: .suspended)
        #expect(try await stage.get("/perhaps", bearer: "acme").text == "nobody")
    }

    @Test func whatCannotBeFoundOutIsAnErrorAndNotAnonymous() async throws {
        var stage = Self.stage
        stage.directoryFailure = .stale(age: .seconds(9))
        #expect(try await stage.get("/perhaps", bearer: "acme").status == .serviceUnavailable)
    }

    @Test func aHostNameOfNobodyIsNotFound() async throws {
        #expect(try await Self.stage.get("/perhaps", host: "nobody.crm.example.com").code == "tenant_not_found")
    }
}
