import FoundationEssentials

/// Which hosts have lost their lease, as far as one observer can tell by its own clock.
///
/// A lease counts from before its renewal was sent, and a renewal is seen after it was committed: a renewal that has been seen to stand
/// still for longer than the lease lasts is one whose lease has ended.
struct HostWatch {
    private struct Sighting {
        let renewal: Int64
        let since: ContinuousClock.Instant
    }

    private var sightings: [UUID: Sighting] = [:]

    /// Takes note of all hosts as they were read.
    ///
    /// - Parameter now: a moment after the reading.
    /// - Returns: those whose lease has run out.
    mutating func observe(_ hosts: [HostRecord], at now: ContinuousClock.Instant) -> [HostRecord] {
        var current: [UUID: Sighting] = [:]
        for host in hosts {
            let known = sightings[host.id].flatMap { $0.renewal == host.renewal ? $0 : nil }
            current[host.id] = known ?? Sighting(renewal: host.renewal, since: now)
        }
        sightings = current
        return hosts.filter { host in
            guard let sighting = current[host.id] else { return false }
            return sighting.since + HostLease.patience(for: host.lease) < now
        }
    }
}
