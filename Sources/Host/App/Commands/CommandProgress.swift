import Contracts

/// How far a command's work is: a bar where somebody looks at it, and a line now and then where it goes to a file.
struct CommandProgress: Sendable {
    /// What there is to be shown.
    struct Figures {
        let done: Int
        let total: Int
        /// "3 of 5 tenants moved"
        let text: String
    }

    private static let width = 40
    /// The pause between two lines.
    private static let lineInterval: Duration = .seconds(5)

    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private var lastLine = ContinuousClock.now

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    mutating func show(_ figures: Figures) {
        guard figures.total > 0 else { return }
        if isTerminal { return StandardOutput.write("\r\u{1B}[K" + bar(figures), terminator: "") }
        guard lastLine + Self.lineInterval <= .now else { return }
        lastLine = .now
        StandardOutput.write(line(figures))
    }

    mutating func finish(_ figures: Figures) {
        StandardOutput.write(isTerminal ? "\r\u{1B}[K" + bar(figures) : line(figures))
    }

    private func bar(_ figures: Figures) -> String {
        let filled = figures.total > 0 ? Self.width * figures.done / figures.total : Self.width
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        return "[\(bar)] " + line(figures)
    }

    private func line(_ figures: Figures) -> String {
        let tenths = Int(start.duration(to: .now) / .milliseconds(100))
        return "\(figures.text), \(tenths / 10).\(tenths % 10) s"
    }
}

extension CommandProgress {
    private static let interval: Duration = .milliseconds(200)

    /// Has `look` show how far `work` is, again and again until that returns or throws.
    static func showing(
        _ look: @escaping @Sendable () async -> Void, while work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await work() }
            tasks.addTask { while (try? await Task.sleep(for: interval)) != nil { await look() } }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }
}
