public import Contracts
internal import Synchronization

/// What the registry says of the whole installation, as it was last read: every host shows the same.
public final class RegistryFigures: Sendable {
    private struct Reading {
        let ready: [String: Int]
        let jobs: [JobState: Int]
    }

    private let reading = Mutex<Reading?>(nil)

    public init() {}

    /// - Parameters:
    ///   - ready: databases that are ready for tenants to come, by server.
    ///   - jobs: how many have not ended, by state.
    public func set(ready: [String: Int], jobs: [JobState: Int]) { reading.withLock { $0 = Reading(ready: ready, jobs: jobs) } }

    /// The registry cannot be read: no figure is better than an old one.
    public func clear() { reading.withLock { $0 = nil } }

    public func show(in readings: inout GaugeReadings) {
        guard let reading = reading.withLock({ $0 }) else { return }
        for (server, count) in reading.ready.sorted(by: { $0.key < $1.key }) {
            readings.gauge("tenant_manager_stock_ready", Double(count), [("server", server)])
        }
        for (state, count) in reading.jobs.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            readings.gauge("tenant_manager_jobs", Double(count), [("state", state.rawValue)])
        }
    }
}
