internal import Contracts
internal import Synchronization

/// Each tenant's allowance on this host: requests a second and requests at once, by its plan.
///
/// A tenant is remembered only while it has requests in progress or has not regained its whole allowance.
final class Admission: Sendable {
    private struct Allowance: Sendable {
        var inProgress = 0
        var rate: RateLimit
    }

    /// Tenants remembered at most, beyond those with requests in progress.
    private let capacity: Int
    private let allowances = Mutex<[TenantID: Allowance]>([:])

    init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Admits one request of `tenant`. Every success is followed by one `leave`.
    ///
    /// - Throws: `AccessRefusal.rateLimited` or `.tooManyAtOnce`.
    func enter(_ tenant: Tenant, now: ContinuousClock.Instant) throws(AccessRefusal) {
        guard Self.isLimited(tenant.plan) else { return }
        let refusal = allowances.withLock { allowances -> AccessRefusal? in
            if let known = allowances.index(forKey: tenant.id) { return Self.enter(&allowances.values[known], tenant.plan, now) }
            if allowances.count >= capacity { Self.makeRoom(in: &allowances, now: now) }
            return Self.enter(&allowances[tenant.id, default: Allowance(rate: RateLimit(now: now))], tenant.plan, now)
        }
        if let refusal { throw refusal }
    }

    func leave(_ tenant: Tenant, now: ContinuousClock.Instant) {
        guard Self.isLimited(tenant.plan) else { return }
        allowances.withLock { allowances in
            guard let index = allowances.index(forKey: tenant.id) else { return }
            allowances.values[index].inProgress -= 1
            let allowance = allowances[index].value
            if allowance.inProgress == 0, allowance.rate.isFull(at: now) { allowances.remove(at: index) }
        }
    }

    /// How many tenants are remembered.
    var count: Int { allowances.withLock(\.count) }

    private static func isLimited(_ plan: Plan) -> Bool { plan.requestsPerSecond != nil || plan.maxConcurrentRequests != nil }

    private static func enter(_ allowance: inout Allowance, _ plan: Plan, _ now: ContinuousClock.Instant) -> AccessRefusal? {
        if let limit = plan.maxConcurrentRequests, allowance.inProgress >= limit { return .tooManyAtOnce }
        if let rate = plan.requestsPerSecond, let wait = allowance.rate.take(perSecond: rate, now: now) {
            return .rateLimited(perSecond: rate, retryAfter: wait)
        }
        allowance.inProgress += 1
        return nil
    }

    /// Forgets everybody whose bucket is full again; when nobody's is, all who have nothing in progress.
    /// They lose the memory of at most one second.
    private static func makeRoom(in allowances: inout [TenantID: Allowance], now: ContinuousClock.Instant) {
        let before = allowances.count
        allowances = allowances.filter { $0.value.inProgress > 0 || !$0.value.rate.isFull(at: now) }
        if allowances.count == before { allowances = allowances.filter { $0.value.inProgress > 0 } }
    }
}
