internal import Contracts

extension HostSettings {
    public struct Logging: Sendable {
        /// The levels of swift-log.
        public enum Level: String, Sendable, CaseIterable {
            case trace, debug, info, notice, warning, error, critical
        }

        public let level: Level
        /// Which requests get a line of their own. Those made with an operator key always do.
        public let requests: LoggedRequests
        /// How long a line may wait to be written with others.
        public let flushInterval: Duration
        /// Lines that may wait to be written, in bytes; beyond, new ones are dropped and counted.
        public let bufferBytes: Int

        init(_ decoder: inout SettingsDecoder) {
            level = decoder.choice("level", default: .info)
            requests = decoder.choice("requests", default: .all)
            flushInterval = decoder.milliseconds("flush_interval_ms", default: 200, in: 10...10_000)
            bufferBytes = decoder.integer("buffer_bytes", default: 1_048_576, in: 16_384...67_108_864)
        }
    }

    public struct Metrics: Sendable {
        /// Whether `/metrics` answers with them.
        public let isEnabled: Bool
        /// Label sets of one metric; beyond, they are counted under `other`.
        public let maxSeriesPerMetric: Int

        init(_ decoder: inout SettingsDecoder) {
            isEnabled = decoder.bool("enabled", default: true)
            maxSeriesPerMetric = decoder.integer("max_series_per_metric", default: 1_000, in: 10...100_000)
        }
    }
}
