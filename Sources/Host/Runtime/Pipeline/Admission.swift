public import Contracts
internal import Synchronization

/// Each tenant's allowance on this host: requests a second and a minute, and requests at once. It also counts them.
///
/// It outlives a reload of the settings, which must not give anybody a fresh allowance.
public final class Admission: TenantTraffic {
    private struct Allowance: Sendable {
        var inProgress = 0
        var second: RateLimit
        var minute: RateLimit
        var window = RequestWindow()

        init(now: ContinuousClock.Instant) {
            second = RateLimit(now: now)
            minute = RateLimit(now: now)
        }
    }

    /// Tenants remembered at most, beyond those with requests in progress.
    private let capacity: Int
    /// What the windows count time from.
    private let origin: ContinuousClock.Instant
    private let allowances = Mutex<[TenantID: Allowance]>([:])

    public init(capacity: Int = 100_000, now: ContinuousClock.Instant = .now) {
        self.capacity = capacity
        origin = now
    }

    /// Admits one request of `tenant`. Every success is followed by one `leave`.
    ///
    /// - Throws: `LimitReached` with a limit on rates or on requests at once.
    func enter(_ tenant: Tenant, now: ContinuousClock.Instant) throws(LimitReached) {
        let slot = slot(at: now)
        let refusal = allowances.withLock { allowances -> LimitReached? in
            if let known = allowances.index(forKey: tenant.id) {
                return Self.enter(&allowances.values[known], tenant.limits, slot, now)
            }
            if allowances.count >= capacity { Self.makeRoom(in: &allowances, slot: slot, now: now) }
            return Self.enter(&allowances[tenant.id, default: Allowance(now: now)], tenant.limits, slot, now)
        }
        if let refusal { throw refusal }
    }

    func leave(_ tenant: Tenant) {
        allowances.withLock { allowances in
            guard let index = allowances.index(forKey: tenant.id) else { return }
            allowances.values[index].inProgress -= 1
        }
    }

    public func traffic(of tenant: TenantID) -> TrafficReading { traffic(of: tenant, now: .now) }

    func traffic(of tenant: TenantID, now: ContinuousClock.Instant) -> TrafficReading {
        let slot = slot(at: now)
        return allowances.withLock { allowances in
            let allowance = allowances[tenant]
            return TrafficReading(
                concurrentRequests: allowance?.inProgress ?? 0, lastMinute: allowance?.window.total(at: slot) ?? 0)
        }
    }

    /// How many tenants are remembered.
    var count: Int { allowances.withLock(\.count) }

    private func slot(at now: ContinuousClock.Instant) -> Int64 {
        origin.duration(to: now).components.seconds / RequestWindow.slotSeconds
    }

    private static func enter(
        _ allowance: inout Allowance, _ limits: TenantLimits, _ slot: Int64, _ now: ContinuousClock.Instant
    ) -> LimitReached? {
        if let most = limits.concurrentRequests, allowance.inProgress >= most {
            return LimitReached(.concurrentRequests, allowed: most, retryAfter: .seconds(1))
        }
        if limits.hasRates, let refusal = takeTokens(of: &allowance, limits, now) { return refusal }
        allowance.inProgress += 1
        allowance.window.add(at: slot)
        return nil
    }

    /// Takes a token of each bucket, or of none.
    private static func takeTokens(
        of allowance: inout Allowance, _ limits: TenantLimits, _ now: ContinuousClock.Instant
    ) -> LimitReached? {
        let second = limits.requestsPerSecond.map { RateLimit.Rate(count: $0, period: .seconds(1)) }
        let minute = limits.requestsPerMinute.map { RateLimit.Rate(count: $0, period: .seconds(60)) }
        if let second, let wait = allowance.second.shortage(of: second, now: now) {
            return LimitReached(.requestsPerSecond, allowed: second.count, retryAfter: wait)
        }
        if let minute, let wait = allowance.minute.shortage(of: minute, now: now) {
            return LimitReached(.requestsPerMinute, allowed: minute.count, retryAfter: wait)
        }
        if let second { allowance.second.take(second, now: now) }
        if let minute { allowance.minute.take(minute, now: now) }
        return nil
    }

    /// Forgets everybody who asked for nothing in the last minute; where that makes little room, all who have nothing in progress.
    private static func makeRoom(
        in allowances: inout [TenantID: Allowance], slot: Int64, now: ContinuousClock.Instant
    ) {
        let many = allowances.count / 2
        allowances = allowances.filter { $0.value.inProgress > 0 || !isIdle($0.value, slot: slot, now: now) }
        if allowances.count > many { allowances = allowances.filter { $0.value.inProgress > 0 } }
    }

    private static func isIdle(_ allowance: Allowance, slot: Int64, now: ContinuousClock.Instant) -> Bool {
        allowance.window.total(at: slot) == 0 && allowance.second.isFull(at: now) && allowance.minute.isFull(at: now)
    }
}

extension TenantLimits {
    fileprivate var hasRates: Bool { requestsPerMinute != nil || requestsPerSecond != nil }
}
