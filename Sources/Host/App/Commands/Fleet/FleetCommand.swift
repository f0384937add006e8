import Contracts
import FoundationEssentials
import Synchronization

/// A run through the fleet as it is seen on a terminal.
struct FleetCommand: Sendable {
    /// How many failed tenants are named.
    private static let namedFailures = 50
    private static let nothing = "No tenant has to be migrated."

    let fleet: any FleetMigrations
    let jobs: any JobQueue

    func showPlan(_ options: FleetOptions) async throws {
        let plan = try await fleet.plan(options)
        for group in plan.groups {
            StandardOutput.write("\(group.server): \(group.tenants) from version \(group.version) to \(plan.schema.version)")
        }
        if !plan.canaries.isEmpty { StandardOutput.write("first: \(plan.canaries.joined(separator: ", "))") }
        if plan.suspended > 0 { StandardOutput.write("on activation: \(plan.suspended), which are suspended") }
        let amount = plan.total == 1 ? "1 tenant" : "\(plan.total) tenants"
        StandardOutput.write(plan.total == 0 ? Self.nothing : "\(amount) would be migrated.")
    }

    /// - Throws: what stopped the run, or `FleetIncomplete` when it came to its end and left tenants behind.
    func migrate(_ options: FleetOptions) async throws {
        guard try await fleet.plan(options).total > 0 else { return StandardOutput.write(Self.nothing) }
        let order = try await fleet.enter(options, .claimed, actor: "cli")
        let progress = Mutex(CommandProgress(isTerminal: StandardOutput.isTerminal))
        var failure: (any Error)?
        do {
            try await CommandProgress.showing {
                // A figure that cannot be read is shown the next time; it is no reason to end the run.
                guard let report = try? await fleet.report(of: order.id), !Task.isCancelled else { return }
                progress.withLock { $0.show(report.counts.figures) }
            } while: {
                try await jobs.run(order, lending: nil)
            }
        } catch {
            failure = error
        }
        guard let report = try await fleet.report(of: order.id) else { return }
        progress.withLock { $0.finish(report.counts.figures) }
        try await nameFailures(of: order.id)
        if let failure { throw failure }
        if report.counts.failed > 0 { throw FleetIncomplete(counts: report.counts) }
    }

    private func nameFailures(of run: UUID) async throws {
        for failure in try await fleet.failures(of: run, after: nil, limit: Self.namedFailures) {
            StandardOutput.write("failed: \(failure.slug)\t\(failure.error.code)\t\(failure.error.text)")
        }
    }
}

/// The run came to its end, and some tenants are not migrated.
struct FleetIncomplete: Error, CustomStringConvertible {
    let counts: FleetCounts

    var description: String { "\(counts.failed) of \(counts.total) tenants could not be migrated." }
}

extension FleetCounts {
    fileprivate var figures: CommandProgress.Figures {
        var text = "\(done) of \(total) tenants migrated"
        if failed > 0 { text += ", \(failed) failed" }
        if skipped > 0 { text += ", \(skipped) had no need" }
        return CommandProgress.Figures(done: finished, total: total, text: text)
    }
}
