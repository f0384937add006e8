@_spi(Host) import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Testing

@testable import ProvisioningPlugin

@Suite struct ProvisioningStatusRouteTests {
    private func job(_ state: JobState, kind: String = "tenant.create", tenant: TenantID? = .random()) -> Job {
        let id = UUID()
        return Job(
            id: id, kind: kind, tenant: tenant, state: state, step: "seed", stepsDone: 3, progress: nil,
            error: JobError(code: "provisioning_failed", text: "for operators"), requestedBy: "sign-up", host: "a:1", attempts: 1,
            createdAt: "", startedAt: nil, finishedAt: nil, position: JobPosition(createdAt: "", id: id))
    }

    private func ask(_ job: Job, id: String? = nil) async throws -> String {
        let route = ProvisioningStatusRoute(jobs: JobQueueDouble(job: job)).route
        guard case .open(let handler) = route.endpoint else { throw SignUpError.closed }
        let context = RequestContext(
            requestID: "r", deadline: .now + .seconds(5), logger: Logger(label: "test"),
            pathParameters: PathParameters([("id", id ?? job.id.canonical)]), hostTenant: nil, phases: PhaseClock())
        let response = try await handler(Request(method: .get, path: "/", fields: [:], body: []), context)
        return String(decoding: response.body, as: UTF8.self)
    }

    @Test(arguments: [
        (JobState.queued, "pending", "null"), (.running, "pending", "null"), (.undoing, "pending", "null"),
        (.succeeded, "active", "null"), (.failed, "failed", "\"provisioning_failed\""),
    ])
    func theStatusIsSaidAndNothingElse(state: JobState, status: String, code: String) async throws {
        #expect(try await ask(job(state)) == #"{"success":true,"data":{"status":"\#(status)","code":\#(code)}}"#)
    }

    @Test func jobsOfOtherKindsAreNobodysToSee() async {
        await #expect(throws: ProvisioningStatusError.unknown) { try await ask(job(.queued, kind: "tenant.delete")) }
    }

    @Test func anOrganizationThatWasErasedIsNotSpokenOf() async {
        await #expect(throws: ProvisioningStatusError.unknown) { try await ask(job(.succeeded, tenant: nil)) }
    }

    @Test func unknownAndMalformedAreTold() async {
        await #expect(throws: ProvisioningStatusError.unknown) { try await ask(job(.queued), id: UUID().canonical) }
        await #expect(throws: ProvisioningStatusError.malformed) { try await ask(job(.queued), id: "1") }
    }
}
