internal import Contracts

extension HostSettings {
    /// The work that outlives hosts: creating, suspending, deleting tenants.
    public struct Jobs: Sendable {
        /// After so long without a sign of life from its host, a job is another's.
        public let lease: Duration
        /// How often this host looks for jobs that wait or were left behind.
        public let pollInterval: Duration
        /// How many of those this host runs at once.
        public let maxRunning: Int

        init(_ decoder: inout SettingsDecoder) {
            lease = decoder.milliseconds("lease_ms", default: 10_000, in: 500...600_000)
            pollInterval = decoder.milliseconds("poll_ms", default: 1_000, in: 50...60_000)
            maxRunning = decoder.integer("max_running", default: 4, in: 1...64)
        }
    }
}
