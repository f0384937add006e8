internal import CoreMetrics
internal import Synchronization

/// How often values fell below each of a fixed row of bounds. Durations are kept in seconds.
final class HistogramSeries: TimerHandler, RecorderHandler {
    /// From half a millisecond, the fastest answer worth telling apart, to the usual deadline.
    static let secondsBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// Powers of four, for sizes and counts.
    static let plainBounds = (0..<12).map { Double(1 << (2 * $0)) }

    struct Reading: Equatable {
        /// How many values fell into each bucket, the one above all bounds last.
        var counts: [Int]
        var sum = 0.0
    }

    let bounds: [Double]
    private let state: Mutex<Reading>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(Reading(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    var reading: Reading { state.withLock { $0 } }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
}
