import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct AdmissionTests {
    private let start = ContinuousClock.now

    @Test(arguments: [1, 4, 100])
    func aSecondsWorthIsAdmittedAtOnceAndNoMore(rate: Int) throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample(limits: TenantLimits(requestsPerSecond: rate))
        for _ in 0..<rate { try admission.enter(tenant, now: start) }
        #expect(throws: LimitReached(.requestsPerSecond, allowed: rate, retryAfter: .seconds(1) / rate)) {
            try admission.enter(tenant, now: start)
        }
    }

    @Test(arguments: [1, 60, 600])
    func aMinutesWorthIsAdmittedAtOnceAndNoMore(rate: Int) throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample(limits: TenantLimits(requestsPerMinute: rate))
        for _ in 0..<rate { try admission.enter(tenant, now: start) }
        #expect(throws: LimitReached(.requestsPerMinute, allowed: rate, retryAfter: .seconds(60) / rate)) {
            try admission.enter(tenant, now: start)
        }
    }

    @Test func theAllowanceComesBackWithTime() throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample(limits: TenantLimits(requestsPerSecond: 2))
        for _ in 0..<2 { try admission.enter(tenant, now: start) }
        try admission.enter(tenant, now: start + .milliseconds(500))
        #expect(throws: LimitReached.self) { try admission.enter(tenant, now: start + .milliseconds(501)) }
    }

    @Test func whoeverIsRefusedForTheMinuteLosesNothingOfTheSecond() throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample(limits: TenantLimits(requestsPerMinute: 1, requestsPerSecond: 2))
        try admission.enter(tenant, now: start)
        for _ in 0..<3 {
            #expect(throws: LimitReached(.requestsPerMinute, allowed: 1, retryAfter: .seconds(60))) {
                try admission.enter(tenant, now: start)
            }
        }
    }

    @Test func aRaisedRateHoldsAtOnceAndCountsWhatWasTaken() throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample(limits: TenantLimits(requestsPerMinute: 10))
        for _ in 0..<10 { try admission.enter(tenant, now: start) }
        let raised = tenant.with(TenantLimits(requestsPerMinute: 25))
        for _ in 0..<15 { try admission.enter(raised, now: start) }
        #expect(throws: LimitReached.self) { try admission.enter(raised, now: start) }
    }

    @Test func aPlaceIsFreeAgainWhenARequestLeaves() throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample(limits: TenantLimits(concurrentRequests: 1))
        try admission.enter(tenant, now: start)
        #expect(throws: LimitReached(.concurrentRequests, allowed: 1, retryAfter: .seconds(1))) {
            try admission.enter(tenant, now: start)
        }
        admission.leave(tenant)
        try admission.enter(tenant, now: start)
    }

    @Test func oneTenantsFloodDoesNotTouchAnother() throws {
        let admission = Admission(now: start)
        let loud = Tenant.sample(limits: TenantLimits(requestsPerSecond: 1))
        try admission.enter(loud, now: start)
        #expect(throws: LimitReached.self) { try admission.enter(loud, now: start) }
        try admission.enter(.sample(limits: TenantLimits(requestsPerSecond: 1)), now: start)
    }

    @Test func aTenantsTrafficIsToldWhetherOrNotItIsLimited() throws {
        let admission = Admission(now: start)
        let tenant = Tenant.sample()
        for _ in 0..<3 { try admission.enter(tenant, now: start) }
        admission.leave(tenant)
        #expect(admission.traffic(of: tenant.id, now: start) == TrafficReading(concurrentRequests: 2, lastMinute: 3))
        #expect(admission.traffic(of: .random(), now: start) == TrafficReading(concurrentRequests: 0, lastMinute: 0))
        #expect(admission.traffic(of: tenant.id, now: start + .seconds(61)).lastMinute == 0)
    }

    @Test func rememberedTenantsStayWithinTheCapacity() throws {
        let admission = Admission(capacity: 10, now: start)
        for _ in 0..<1_000 {
            let tenant = Tenant.sample(limits: TenantLimits(requestsPerSecond: 1))
            try admission.enter(tenant, now: start)
            admission.leave(tenant)
        }
        #expect(admission.count <= 10)
    }

    @Test func makingRoomForgetsNoRequestInProgress() throws {
        let admission = Admission(capacity: 1, now: start)
        let busy = Tenant.sample(limits: TenantLimits(concurrentRequests: 1))
        try admission.enter(busy, now: start)
        try admission.enter(.sample(), now: start)
        #expect(throws: LimitReached.self) { try admission.enter(busy, now: start) }
    }

    @Test func makingRoomForgetsNobodyWhoAskedOfLateWhileOthersAreIdle() throws {
        let admission = Admission(capacity: 4, now: start)
        for _ in 0..<3 {
            let idle = Tenant.sample()
            try admission.enter(idle, now: start)
            admission.leave(idle)
        }
        let (late, spent) = (start + .seconds(120), Tenant.sample(limits: TenantLimits(requestsPerMinute: 1)))
        try admission.enter(spent, now: late)
        admission.leave(spent)
        try admission.enter(.sample(), now: late)
        #expect(throws: LimitReached.self) { try admission.enter(spent, now: late) }
    }

    @Test(arguments: [
        (TenantLimits(requestsPerSecond: 1), "rate_limited", "1"), (TenantLimits(requestsPerMinute: 1), "rate_limited", "60"),
    ])
    func overTheRateIs429WithRetryAfter(limits: TenantLimits, code: String, retryAfter: String) async throws {
        var stage = PipelineStage()
        stage.acme = .sample(limits: limits)
        let pipeline = try stage.pipeline()
        let request = Request(method: .get, path: "/data", fields: [.authorization: "Bearer acme"])
        #expect(await pipeline.respond(to: request).status == .ok)
        let refused = await pipeline.respond(to: request)
        #expect(refused.status == .tooManyRequests && refused.code == code)
        #expect(refused.fields[.retryAfter] == retryAfter)
    }
}

extension Tenant {
    /// The same tenant after an operator gave it other limits.
    fileprivate func with(_ limits: TenantLimits) -> Tenant {
        Tenant(id: id, slug: slug, name: name, plan: plan, status: status, placement: placement, overrides: limits)
    }
}
