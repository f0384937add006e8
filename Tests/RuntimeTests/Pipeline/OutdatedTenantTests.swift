import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import HostRuntime

/// A tenant whose database lacks what this program needs.
@Suite struct OutdatedTenantTests {
    @Test(arguments: [true, false]) func itIsRefusedForAWhileAndGoesToTheFront(isWarm: Bool) async throws {
        var stage = PipelineStage()
        stage.isWarm = isWarm
        stage.acme = .sample("acme", isOutdated: true)
        let response = try await stage.get("/data", bearer: "acme")
        #expect(response.status == .serviceUnavailable)
        #expect(response.code == "tenant_upgrading")
        #expect(response.fields[.retryAfter] == "2")
        #expect(stage.fleet.hurried == [stage.acme.id])
    }

    @Test func itKeepsNobodyElseFromBeingServed() async throws {
        var stage = PipelineStage()
        stage.acme = .sample("acme", isOutdated: true)
        #expect(try await stage.get("/data", bearer: "globex").status == .ok)
        #expect(stage.fleet.hurried.isEmpty)
    }

    /// Waiting would be in vain.
    @Test func aSuspensionIsSaidFirst() async throws {
        var stage = PipelineStage()
        stage.acme = .sample("acme", status: .suspended, isOutdated: true)
        #expect(try await stage.get("/data", bearer: "acme").code == "tenant_suspended")
    }
}
