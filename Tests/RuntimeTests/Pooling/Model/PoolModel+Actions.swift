import Contracts

@testable import HostRuntime

extension PoolModel {
    /// Does the state's actions in the model's books.
    ///
    /// - Parameter released: the pool that gave a connection back in this step.
    mutating func apply(released: Int?) {
        // Who was waiting without a connection before this step's actions, and whether its room is spoken for.
        let claims = released.map { isOwedToNewcomers(by: $0) } ?? false
        for action in state.takeActions() {
            switch action {
            case .grant(let waiter, let id): grant(waiter, id, asTurn: claims ? released : nil)
            case .refuse(let waiter, let error): refuse(waiter, error)
            case .connect(let id, let key, _): connect(id, key)
            case .check(let id): mark(id, as: .checking, from: [.idle])
            case .cancelStatement(let id): mark(id, as: .leased, from: [.leased])
            case .close(let id): mark(id, as: .closing, from: [.idle, .connecting, .leased, .checking, .resetting])
            case .wake(let instant): wakes.append(instant)
            case .drained(let key): drained(key)
            case .terminated: fail(.drain)
            }
        }
        for tenant in keys.indices where !isNewcomer(tenant) { resetTurns(of: tenant) }
    }

    /// The connection goes to a request of the tenant.
    mutating func use(_ id: ConnectionID, for tenant: Int) {
        guard let at = connections.firstIndex(where: { $0.id == id }), connections[at].tenant == tenant,
            connections[at].phase == .idle || connections[at].phase == .checking
        else { return fail(.wrongGrant) }
        if heldUntil[tenant] != nil { fail(.hold) }
        if connections[at].isDoomed { fail(.fence) }
        if connections[at].hasHungUp { fail(.hangUp) }
        if let opened = connections[at].opened, opened + Self.maxLifetime < now { fail(.lifetime) }
        connections[at].phase = .leased
        grants += 1
    }

    mutating func checkRefusal(_ error: PoolError, tenant: Int, deadline: ContinuousClock.Instant?) {
        switch error {
        case .exhausted: if let deadline, deadline > now { fail(.wrongRefusal) }
        case .tenantClosed: if !isClosed[tenant] { fail(.wrongRefusal) }
        case .tooManyWaiters: if waiters[tenant].count < settings.maxWaitersPerTenant { fail(.wrongRefusal) }
        case .serverUnavailable: break
        case .shuttingDown: fail(.wrongRefusal)
        }
    }

    /// What a failed connect does to the server's breaker, as the settings promise it.
    mutating func noteFailure(_ fault: ConnectFault, server: Int) {
        guard fault != .refused else {
            breakers[server] = ModelBreaker()
            return
        }
        breakers[server].failures += 1
        let opens = fault == .silent || breakers[server].failures >= settings.breakerThreshold
        if breakers[server].closedUntil == nil ? opens : breakers[server].isProbing {
            breakers[server].closedUntil = now + settings.breakerBackoff / 2
            breakers[server].isProbing = false
        }
    }

    mutating func resetTurns(of tenant: Int) {
        for other in keys.indices { turns[tenant][other] = 0 }
    }

    private mutating func grant(_ waiter: WaiterID, _ id: ConnectionID, asTurn released: Int?) {
        guard let tenant = connections.first(where: { $0.id == id })?.tenant else { return fail(.wrongGrant) }
        guard let position = waiters[tenant].firstIndex(where: { $0.id == waiter }) else { return fail(.wrongGrant) }
        if waiters[tenant][position].deadline <= now { fail(.deadline) }
        if position != 0 { fail(.overtaken) }
        waiters[tenant].remove(at: position)
        use(id, for: tenant)
        if let released, released == tenant { takeTurn(tenant) }
    }

    private mutating func refuse(_ waiter: WaiterID, _ error: PoolError) {
        for tenant in keys.indices {
            guard let position = waiters[tenant].firstIndex(where: { $0.id == waiter }) else { continue }
            checkRefusal(error, tenant: tenant, deadline: waiters[tenant].remove(at: position).deadline)
            return
        }
        fail(.wrongRefusal)
    }

    private mutating func connect(_ id: ConnectionID, _ key: PoolKey) {
        guard let tenant = keys.firstIndex(of: key) else { return fail(.wrongGrant) }
        let server = placement[tenant]
        if isClosed[tenant] { fail(.fence) }
        if heldUntil[tenant] != nil { fail(.hold) }
        checkGrowth(of: tenant)
        if let until = breakers[server].closedUntil {
            if now < until || breakers[server].isProbing { fail(.breaker) }
            breakers[server].isProbing = true
        }
        resetTurns(of: tenant)
        connections.append(ModelConnection(id: id, tenant: tenant, server: server))
        checkLimits()
        takeTurn(tenant)
    }

    private mutating func mark(_ id: ConnectionID, as phase: ModelConnection.Phase, from: [ModelConnection.Phase]) {
        guard let at = connections.firstIndex(where: { $0.id == id }), from.contains(connections[at].phase) else {
            return fail(.wrongGrant)
        }
        connections[at].phase = phase
    }

    private mutating func drained(_ key: PoolKey) {
        guard let tenant = keys.firstIndex(of: key) else { return fail(.drain) }
        if connections.contains(where: { $0.tenant == tenant && $0.isDoomed }) { fail(.drain) }
        isDraining[tenant] = false
    }
}
