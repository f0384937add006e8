import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct AdmissionTests {
    private let start = ContinuousClock.now

    private func tenant(rate: Int? = nil, atOnce: Int? = nil) -> Tenant {
        .sample(plan: Plan(name: "p", isSelfService: true, maxConcurrentRequests: atOnce, requestsPerSecond: rate))
    }

    @Test(arguments: [1, 4, 100])
    func aSecondsWorthIsAdmittedAtOnceAndNoMore(rate: Int) throws {
        let admission = Admission()
        let tenant = tenant(rate: rate)
        for _ in 0..<rate { try admission.enter(tenant, now: start) }
        #expect(throws: AccessRefusal.rateLimited(perSecond: rate, retryAfter: .seconds(1) / rate)) {
            try admission.enter(tenant, now: start)
        }
    }

    @Test func theAllowanceComesBackWithTime() throws {
        let admission = Admission()
        let tenant = tenant(rate: 2)
        for _ in 0..<2 { try admission.enter(tenant, now: start) }
        try admission.enter(tenant, now: start + .milliseconds(500))
        #expect(throws: AccessRefusal.self) { try admission.enter(tenant, now: start + .milliseconds(501)) }
    }

    @Test func aPlaceIsFreeAgainWhenARequestLeaves() throws {
        let admission = Admission()
        let tenant = tenant(atOnce: 1)
        try admission.enter(tenant, now: start)
        #expect(throws: AccessRefusal.tooManyAtOnce) { try admission.enter(tenant, now: start) }
        admission.leave(tenant, now: start)
        try admission.enter(tenant, now: start)
    }

    @Test func oneTenantsFloodDoesNotTouchAnother() throws {
        let admission = Admission()
        let loud = tenant(rate: 1)
        try admission.enter(loud, now: start)
        #expect(throws: AccessRefusal.self) { try admission.enter(loud, now: start) }
        try admission.enter(tenant(rate: 1), now: start)
    }

    @Test func tenantsWithoutLimitsAreNotRemembered() throws {
        let admission = Admission()
        try admission.enter(tenant(), now: start)
        #expect(admission.count == 0)
    }

    @Test func rememberedTenantsStayWithinTheCapacity() throws {
        let admission = Admission(capacity: 10)
        for _ in 0..<1_000 {
            let tenant = tenant(rate: 1)
            try admission.enter(tenant, now: start)
            admission.leave(tenant, now: start)
        }
        #expect(admission.count <= 10)
    }

    @Test func makingRoomForgetsNoRequestInProgress() throws {
        let admission = Admission(capacity: 1)
        let busy = tenant(atOnce: 1)
        try admission.enter(busy, now: start)
        try admission.enter(tenant(atOnce: 1), now: start)
        #expect(throws: AccessRefusal.tooManyAtOnce) { try admission.enter(busy, now: start) }
    }

    @Test func overTheRateIs429WithRetryAfter() async throws {
        var stage = PipelineStage()
        stage.acme = tenant(rate: 1)
        let pipeline = try stage.pipeline()
        let request = Request(method: .get, path: "/data", fields: [.authorization: "Bearer acme"])
        #expect(await pipeline.respond(to: request).status == .ok)
        let refused = await pipeline.respond(to: request)
        #expect(refused.code == "rate_limited")
        #expect(refused.fields[.retryAfter] == "1")
    }
}
