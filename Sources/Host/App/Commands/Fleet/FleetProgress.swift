import Contracts

/// How far a run is: a bar where somebody looks at it, and a line now and then where it goes to a file.
struct FleetProgress: Sendable {
    private static let width = 40
    /// The pause between two lines.
    private static let lineInterval: Duration = .seconds(5)

    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private var lastLine = ContinuousClock.now

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    mutating func show(_ counts: FleetCounts) {
        guard counts.total > 0 else { return }
        if isTerminal { return StandardOutput.write("\r\u{1B}[K" + bar(counts), terminator: "") }
        guard lastLine + Self.lineInterval <= .now else { return }
        lastLine = .now
        StandardOutput.write(figures(counts))
    }

    mutating func finish(_ counts: FleetCounts) {
        StandardOutput.write(isTerminal ? "\r\u{1B}[K" + bar(counts) : figures(counts))
    }

    private func bar(_ counts: FleetCounts) -> String {
        let filled = counts.total > 0 ? Self.width * counts.finished / counts.total : Self.width
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        return "[\(bar)] " + figures(counts)
    }

    private func figures(_ counts: FleetCounts) -> String {
        var text = "\(counts.done) of \(counts.total) tenants migrated"
        if counts.failed > 0 { text += ", \(counts.failed) failed" }
        if counts.skipped > 0 { text += ", \(counts.skipped) had no need" }
        return text + ", \(Self.seconds(start.duration(to: .now))) s"
    }

    private static func seconds(_ duration: Duration) -> String {
        let tenths = Int(duration / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10)"
    }
}
