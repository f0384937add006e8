import Contracts
import Logging
import Synchronization

extension RegistryChangeFeed {
    /// Applies what was published since, renews the lease, and lets those go whose changes all hosts have applied.
    func advance(_ position: inout FeedPosition) async throws {
        while try await !isUpToDate(&position) {}
        guard position.mustPrune(at: .now) else { return }
        try await store.prune(in: registry)
    }

    /// One look at the registry; false when another has to follow.
    private func isUpToDate(_ position: inout FeedPosition) async throws -> Bool {
        guard let last = position.last else {
            let latest = try await store.latest(in: registry)
            try await apply([nil])
            position.last = latest
            return false
        }
        let sentAt = ContinuousClock.now
        let renewing = position.mustRenew(at: sentAt, every: settings.pollInterval / 2) ? host : nil
        let reading = try await store.look(after: last, renewing: renewing, in: registry)
        if let renewing {
            guard reading.isEntered else {
                // A new host, one that was taken for dead, or a registry that was restored: nobody waits for this host yet.
                lease.lapse()
                position.forgotten()
                try await hosts.enter(renewing, lease: lease.duration, applied: last, in: registry)
                return false
            }
            position.renewed(telling: last, sentAt: sentAt)
        }
        guard case .known(let changes, let newest, let isComplete) = reading.changes else {
            position.last = nil
            return false
        }
        try await apply(changes)
        position.last = newest
        guard isComplete else { return false }
        // Only now: what the lease stands for is that all that was published before its renewal has been applied.
        if renewing != nil || host == nil { lease.renew(asOf: sentAt) }
        let others = try await othersAlive(reading.hosts, &position)
        settlements.endLook(at: newest, others: others.map(\.applied), now: .now)
        return true
    }

    /// The other hosts that may be serving; takes those off the list whose lease has run out.
    private func othersAlive(_ all: [HostRecord], _ position: inout FeedPosition) async throws -> [HostRecord] {
        var others = all.filter { $0.id != host?.id }
        for lapsed in position.watch.observe(others, at: .now) where try await hosts.expel(lapsed, in: registry) {
            others.removeAll { $0.id == lapsed.id }
            logger.warning(
                "A host has not renewed its lease and is waited for no longer.",
                metadata: ["host": "\(lapsed.name)", "lease_ms": "\(lapsed.lease / .milliseconds(1))"])
        }
        otherHosts.store(others.count, ordering: .relaxed)
        return others
    }

    /// Gives the lease up. To be called after the last answer; nobody waits for this host any more.
    public func leave() async {
        lease.lapse()
        guard let host else { return }
        do {
            try await hosts.remove(host, in: registry)
        } catch {
            logger.notice("The lease runs out by itself.", metadata: ["error": "\(error)"])
        }
    }

    /// How many hosts hold a lease, as of the last look, this one included.
    public var hostCount: Int { otherHosts.load(ordering: .relaxed) + (lease.isHeld() && host != nil ? 1 : 0) }

    /// How many changes wait for other hosts just now.
    public var settlementCount: Int { settlements.count }
}
