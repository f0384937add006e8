import Contracts

/// The tenants in memory: a plain state machine, without lock, clock or query in it.
///
/// A load that began before an invalidation is not kept: what it read may be what was invalidated.
struct DirectoryCache {
    typealias Outcome = Result<TenantEntry?, any Error>
    /// Given the outcome of the load that it waits for, or nil when it is to look again.
    typealias Follower = CheckedContinuation<Outcome?, Never>

    /// What a lookup leads to.
    enum Lookup {
        case found(TenantEntry)
        /// The registry said so a short while ago.
        case missing
        /// The caller loads, and then calls `finish` with this number.
        case lead(flight: UInt64)
        /// Somebody loads already; the caller waits by `follow`.
        case follow
    }

    private struct Flight {
        let number: UInt64
        var followers: [Follower] = []
    }

    /// How long an absence is believed. A sign-up clears it at once; this bounds what attempts on made-up names cost.
    static let absenceLifetime: Duration = .seconds(5)
    /// How many absences are held at most.
    static let maxAbsences = 4096

    private var entries: [TenantID: TenantEntry] = [:]
    private var identities: [Slug: TenantID] = [:]
    private var absences: [TenantKey: ContinuousClock.Instant] = [:]
    private var flights: [TenantKey: Flight] = [:]
    private var lastFlight: UInt64 = 0

    /// The entry when it is in memory: the warm path.
    func entry(_ key: TenantKey) -> TenantEntry? {
        switch key {
        case .id(let id): entries[id]
        case .slug(let slug): identities[slug].flatMap { entries[$0] }
        }
    }

    mutating func look(up key: TenantKey, at now: ContinuousClock.Instant) -> Lookup {
        if let entry = entry(key) { return .found(entry) }
        if let until = absences[key], until > now { return .missing }
        guard flights[key] == nil else { return .follow }
        lastFlight += 1
        flights[key] = Flight(number: lastFlight)
        return .lead(flight: lastFlight)
    }

    /// Waits for the load of `key`; false when it has ended meanwhile, and the caller looks again.
    mutating func follow(_ key: TenantKey, _ follower: Follower) -> Bool {
        flights[key]?.followers.append(follower) != nil
    }

    /// Keeps what a load found.
    ///
    /// - Returns: those who wait for it; nil when the load was overtaken by an invalidation, and the caller looks again.
    mutating func finish(
        _ key: TenantKey, flight: UInt64, _ outcome: Outcome, at now: ContinuousClock.Instant
    ) -> [Follower]? {
        guard let current = flights[key], current.number == flight else { return nil }
        flights[key] = nil
        switch outcome {
        case .success(let entry?): keep(entry)
        case .success(nil): keepAbsence(of: key, at: now)
        case .failure: break
        }
        return current.followers
    }

    /// Lets go of a tenant. Absences go too, as the change may be that one of them exists now, and so do loads that may be of it.
    ///
    /// - Returns: those who wait for these loads; they look again.
    mutating func invalidate(_ tenant: TenantID) -> [Follower] {
        if let entry = entries.removeValue(forKey: tenant) { identities[entry.tenant.slug] = nil }
        absences.removeAll()
        return abandonFlights { key in
            switch key {
            case .id(let id): id == tenant
            case .slug: true
            }
        }
    }

    mutating func invalidateAll() -> [Follower] {
        entries.removeAll()
        identities.removeAll()
        absences.removeAll()
        return abandonFlights { _ in true }
    }

    private mutating func abandonFlights(_ isAffected: (TenantKey) -> Bool) -> [Follower] {
        let affected = flights.filter { isAffected($0.key) }
        for key in affected.keys { flights[key] = nil }
        return affected.values.flatMap(\.followers)
    }

    private mutating func keep(_ entry: TenantEntry) {
        entries[entry.tenant.id] = entry
        identities[entry.tenant.slug] = entry.tenant.id
    }

    private mutating func keepAbsence(of key: TenantKey, at now: ContinuousClock.Instant) {
        if absences.count >= Self.maxAbsences { absences = absences.filter { $0.value > now } }
        guard absences.count < Self.maxAbsences else { return }
        absences[key] = now + Self.absenceLifetime
    }
}
