import Contracts

@testable import HostRuntime

extension PoolModel {
    mutating func lease() {
        let isGreedy = Int.random(in: 0..<4, using: &random) == 0
        let tenant = isGreedy ? 0 : Int.random(in: 0..<keys.count, using: &random)
        let request = LeaseRequest(key: keys[tenant], server: Self.name(placement[tenant]), maxConnections: nil)
        let deadline = now + .milliseconds(Int.random(in: 1...3000, using: &random))
        switch state.lease(request, affinity: Int.random(in: 0..<2, using: &random), deadline: deadline, at: now) {
        case .granted(let id):
            if !waiters[tenant].isEmpty { fail(.overtaken) }
            use(id, for: tenant)
        case .queued(let id):
            waiters[tenant].append(ModelWaiter(id: id, deadline: deadline))
        case .refused(let error): checkRefusal(error, tenant: tenant, deadline: nil)
        }
        apply(released: nil)
    }

    mutating func endLease() {
        guard let at = pick(.leased) else { return }
        let id = connections[at].id
        let fate = Int.random(in: 0..<100, using: &random)
        if fate < 8 {
            connections[at].phase = .resetting
            state.beginReset(id)
            return apply(released: nil)
        }
        connections[at].phase = .idle
        let tenant = connections[at].tenant
        state.release(id, fate < 12 ? .spent : fate < 14 ? .broken : .reusable, affinity: fate % 2, at: now)
        apply(released: tenant)
    }

    mutating func endReset() {
        guard let at = pick(.resetting) else { return }
        connections[at].phase = .idle
        let tenant = connections[at].tenant
        state.release(connections[at].id, Bool.random(using: &random) ? .reusable : .spent, affinity: nil, at: now)
        apply(released: tenant)
    }

    mutating func endConnect() {
        guard let at = pick(.connecting) else { return }
        let connection = connections[at]
        let fate = Int.random(in: 0..<100, using: &random)
        if isDown[connection.server] || fate < 3 {
            let fault: ConnectFault = fate % 3 == 0 ? .silent : .unreachable
            return failConnect(at, fate == 2 ? .refused : fault)
        }
        connections[at].phase = .idle
        connections[at].opened = now
        breakers[connection.server] = ModelBreaker()
        state.opened(connection.id, affinity: fate % 2, at: now)
        apply(released: nil)
    }

    mutating func endClose() {
        guard let at = pick(.closing) else { return }
        let id = connections.remove(at: at).id
        state.closed(id, at: now)
        apply(released: nil)
    }

    mutating func endCheck() {
        guard let at = pick(.checking) else { return }
        connections[at].phase = .idle
        state.checked(
            connections[at].id, isAlive: !isDown[connections[at].server] && !connections[at].hasHungUp, affinity: nil, at: now)
        apply(released: nil)
    }

    /// The server ends a connection, whatever is done with it just now.
    mutating func endConnection() {
        guard let at = connections.indices.randomElement(using: &random), connections[at].phase != .connecting else { return }
        if connections[at].phase != .closing { connections[at].hasHungUp = true }
        state.hungUp(connections[at].id, at: now)
        apply(released: nil)
    }

    mutating func cancelWaiter() {
        let tenant = Int.random(in: 0..<keys.count, using: &random)
        guard let waiter = waiters[tenant].randomElement(using: &random) else { return }
        waiters[tenant].removeAll { $0.id == waiter.id }
        if !state.cancel(waiter.id, at: now) { fail(.forgottenWaiter) }
        apply(released: nil)
    }

    mutating func passTime(_ duration: Duration) {
        now += duration
        for tenant in keys.indices where heldUntil[tenant].map({ $0 <= now }) == true { heldUntil[tenant] = nil }
        guard wakes.contains(where: { $0 <= now }) else { return }
        wakes.removeAll { $0 <= now }
        state.timerFired(at: now)
        apply(released: nil)
        if waiters.contains(where: { $0.contains { $0.deadline <= now } }) { fail(.deadline) }
    }

    mutating func toggleClosed() {
        let tenant = Int.random(in: 0..<Self.tenantCount, using: &random)
        if isClosed[tenant] {
            isClosed[tenant] = false
            state.reopen(keys[tenant])
            return
        }
        isClosed[tenant] = true
        for at in connections.indices where connections[at].tenant == tenant { connections[at].isDoomed = true }
        isDraining[tenant] = connections.contains { $0.tenant == tenant }
        if state.close(keys[tenant], at: now) != isDraining[tenant] { fail(.drain) }
        apply(released: nil)
        if !waiters[tenant].isEmpty { fail(.forgottenWaiter) }
    }

    /// The next lease of the tenant will name another server, and retire the connections to the present one.
    mutating func moveTenant() {
        let tenant = Int.random(in: 0..<Self.tenantCount, using: &random)
        guard !isClosed[tenant] else { return }
        retire(tenant, to: (placement[tenant] + 1) % 3)
        let request = LeaseRequest(key: keys[tenant], server: Self.name(placement[tenant]), maxConnections: nil)
        // A deadline in the past: the request itself is refused.
        if case .granted(let id) = state.lease(request, affinity: nil, deadline: now, at: now) { use(id, for: tenant) }
        apply(released: nil)
    }

    /// Begins a pause of the tenant, or ends it, perhaps with the tenant on another server.
    mutating func toggleHeld() {
        let tenant = Int.random(in: 0..<Self.tenantCount, using: &random)
        if heldUntil[tenant] != nil {
            heldUntil[tenant] = nil
            if Bool.random(using: &random) { retire(tenant, to: (placement[tenant] + 1) % 3) }
            state.endHold(keys[tenant], place: (Self.name(placement[tenant]), 0), at: now)
        } else {
            let end = now + .milliseconds(Int.random(in: 1...4000, using: &random))
            heldUntil[tenant] = end
            retire(tenant, to: placement[tenant])
            state.beginHold(keys[tenant], until: end, at: now)
        }
        apply(released: nil)
    }

    /// None of the connections that the tenant has is to be lent again.
    private mutating func retire(_ tenant: Int, to server: Int) {
        placement[tenant] = server
        resetTurns(of: tenant)
        for at in connections.indices where connections[at].tenant == tenant { connections[at].isDoomed = true }
        isDraining[tenant] = connections.contains { $0.tenant == tenant }
    }

    /// Ends all work without any new, and looks for what is left.
    mutating func comeToRest() {
        isDown = Array(repeating: false, count: 4)
        for _ in 0..<20_000 where violation == nil && !(connections.isEmpty && state.pools.isEmpty) {
            endLease()
            endConnect()
            endReset()
            endCheck()
            endClose()
            passTime(.milliseconds(50))
            checkLimits()
            checkWaiters()
        }
        if !connections.isEmpty || !state.isAtRest || waiters.contains(where: { !$0.isEmpty }) { fail(.leak) }
        if isDraining.contains(true) { fail(.drain) }
    }

    private mutating func failConnect(_ at: Int, _ fault: ConnectFault) {
        let connection = connections.remove(at: at)
        noteFailure(fault, server: connection.server)
        state.connectFailed(connection.id, fault, at: now)
        apply(released: nil)
    }

    private mutating func pick(_ phase: ModelConnection.Phase) -> Int? {
        guard !connections.isEmpty else { return nil }
        let start = Int.random(in: 0..<connections.count, using: &random)
        for offset in connections.indices {
            let at = (start + offset) % connections.count
            if connections[at].phase == phase { return at }
        }
        return nil
    }
}
