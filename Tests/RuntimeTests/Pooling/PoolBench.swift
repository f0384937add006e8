import Contracts

@testable import HostRuntime

/// A `PoolState` with three tenants and a time of its own, spoken to in few words.
struct PoolBench {
    static let tenants = (0..<3).map { _ in PoolKey.tenant(.random()) }

    var state: PoolState
    var now = ContinuousClock.now

    init(_ settings: PoolSettings = .sample()) { state = PoolState(settings: settings, seed: 1) }

    mutating func lease(
        _ key: PoolKey, on server: String = "main", within wait: Duration = .seconds(5), affinity: Int? = nil, limit: Int? = nil,
        revision: Int = 0
    ) -> LeaseAnswer {
        let request = LeaseRequest(key: key, server: server, maxConnections: limit, revision: revision)
        return state.lease(request, affinity: affinity, deadline: now + wait, at: now)
    }

    mutating func lease(_ tenant: Int, on server: String = "main", within wait: Duration = .seconds(5)) -> LeaseAnswer {
        lease(Self.tenants[tenant], on: server, within: wait)
    }

    /// Leases a connection that is opened for it.
    mutating func leaseNew(_ tenant: Int, on server: String = "main", affinity: Int? = nil) -> ConnectionID? {
        _ = lease(tenant, on: server)
        open(connects().first, affinity: affinity)
        return grants().first
    }

    /// Leases a connection that is opened for it, and gives it back.
    @discardableResult
    mutating func warm(_ tenant: Int, on server: String = "main", affinity: Int? = nil) -> ConnectionID? {
        let id = leaseNew(tenant, on: server, affinity: affinity)
        release(id, affinity: affinity)
        return id
    }

    mutating func open(_ id: ConnectionID?, affinity: Int? = nil) {
        if let id { state.opened(id, affinity: affinity, at: now) }
    }

    mutating func release(_ id: ConnectionID?, _ end: LeaseEnd = .reusable, affinity: Int? = nil) {
        if let id { state.release(id, end, affinity: affinity, at: now) }
    }

    mutating func failConnect(_ id: ConnectionID?, _ fault: ConnectFault = .silent) {
        if let id { state.connectFailed(id, fault, at: now) }
    }

    /// Finishes closing whatever is being closed.
    mutating func finishClosing() {
        for id in closes() { state.closed(id, at: now) }
    }

    mutating func pass(_ time: Duration) {
        now += time
        state.timerFired(at: now)
    }

    /// The actions of one kind; those of other kinds that came with them are dropped.
    mutating func connects() -> [ConnectionID] {
        state.takeActions().compactMap { if case .connect(let id, _, _) = $0 { id } else { nil } }
    }

    mutating func closes() -> [ConnectionID] {
        state.takeActions().compactMap { if case .close(let id) = $0 { id } else { nil } }
    }

    mutating func grants() -> [ConnectionID] {
        state.takeActions().compactMap { if case .grant(_, let id) = $0 { id } else { nil } }
    }

    mutating func checks() -> [ConnectionID] {
        state.takeActions().compactMap { if case .check(let id) = $0 { id } else { nil } }
    }

    mutating func refusals() -> [PoolError] {
        state.takeActions().compactMap { if case .refuse(_, let error) = $0 { error } else { nil } }
    }
}
