/// Gauges as they stand at one exposition.
public struct GaugeReadings: Sendable {
    /// By name; within a name in the order they were given.
    private(set) var readings: [String: [(labels: MetricLabels, value: Double)]] = [:]

    /// - Parameter labels: names with values of which there are few: servers, never tenants.
    public mutating func gauge(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
        readings[MetricName.sanitized(name), default: []].append((MetricLabels(labels), value))
    }
}
