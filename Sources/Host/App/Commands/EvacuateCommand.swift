import ArgumentParser
import Contracts
import FoundationEssentials
import Synchronization

extension ServersCommand {
    struct Evacuate: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves all tenants of a draining server to others while they are served, and names those that are left.",
            discussion: """
                Opening the server again stops it. What is interrupted is gone on with by a host. The exit code is 0 when nobody is left.
                """)

        /// How many of those that are left are named.
        private static let named = 100

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ServerArgument
        @Option(help: "The server that all go to; placed anew, within region and plan, when it is not given.") var to: String?
        @Option(help: "How many are moved at once, 1 to 16.") var workers = 1

        func validate() throws {
            guard EvacuationOrder.workerRange.contains(workers) else { throw ValidationError("--workers must be from 1 to 16.") }
            guard to != chosen.server else { throw ValidationError("--to must be another server.") }
        }

        func perform(_ product: CommandContext) async throws {
            let evacuation = try product.require(\.evacuation)
            let order = EvacuationOrder(server: chosen.server, target: to, workers: workers)
            let job = try await evacuation.enter(order, .claimed, actor: CommandContext.actor)
            do {
                try await follow(job, product.jobs)
            } catch let failure as JobFailure {
                // Those that are left say more than their number.
                guard case EvacuationError.incomplete = failure.reason else { throw failure }
            }
            let (left, total) = try await evacuation.remaining(on: chosen.server, limit: Self.named)
            for tenant in left {
                StandardOutput.write("left: \(tenant.slug)\t\(tenant.status.rawValue)\t\(tenant.obstacle ?? "-")")
            }
            if total > 0 { throw TenantsLeft(count: total, server: chosen.server) }
            StandardOutput.write("\(chosen.server) has no tenants.")
        }

        private func follow(_ job: JobOrder, _ jobs: any JobQueue) async throws {
            let progress = Mutex(CommandProgress(isTerminal: StandardOutput.isTerminal))
            defer { if StandardOutput.isTerminal { StandardOutput.write("") } }
            try await CommandProgress.showing {
                guard let found = try? await jobs.find(job.id), let figures = found.progress?.figures, !Task.isCancelled else {
                    return
                }
                progress.withLock { $0.show(figures) }
            } while: {
                try await jobs.run(job, lending: nil)
            }
        }
    }
}

/// Tenants that lie on a server that was to be emptied.
struct TenantsLeft: Error, CustomStringConvertible {
    let count: Int
    let server: String

    var description: String { "\(server) has \(count == 1 ? "1 tenant" : "\(count) tenants") still." }
}

extension JobProgress {
    fileprivate var figures: CommandProgress.Figures {
        CommandProgress.Figures(done: Int(done), total: Int(total), text: "\(done) of \(total) tenants moved")
    }
}
