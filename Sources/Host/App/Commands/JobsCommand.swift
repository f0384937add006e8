public import ArgumentParser
public import Contracts
import HostRegistry

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Lists the work that outlives hosts: creating, suspending, resuming, migrating and deleting tenants.",
        subcommands: [List.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists jobs, the newest first.")

        @OptionGroup var options: ConfigOption
        @Option(help: "Only those in this state: queued, running, undoing, succeeded or failed.") var state: JobState?
        @Option(help: "Only those of this kind, such as tenant.create.") var kind: String?
        @Option(help: "Only those of the tenant with this id.") var tenant: String?
        @Option(help: "At most so many.") var limit = 50

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit must be above 0.") }
            guard tenant == nil || tenant.flatMap({ TenantID($0) }) != nil else {
                throw ValidationError("--tenant must be a tenant's id.")
            }
        }

        func run() async throws {
            let (filter, limit) = (JobFilter(state: state, kind: kind, tenant: tenant.flatMap { TenantID($0) }), limit)
            try await options.withPlatform { platform in
                for job in try await platform.makeJobQueue().list(filter, after: nil, limit: limit).page { print(Self.line(job)) }
            }
        }

        private static func line(_ job: Job) -> String {
            [
                job.id.canonical, job.kind, job.state.rawValue, job.tenant?.description ?? "-", job.createdAt, job.step ?? "-",
                job.error?.code ?? "-",
            ].joined(separator: "\t")
        }
    }
}

extension JobState: ExpressibleByArgument {}
