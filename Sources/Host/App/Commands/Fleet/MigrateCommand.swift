public import ArgumentParser
public import Contracts
import FoundationEssentials

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the registry and then all tenants' databases to this program's schema.",
        discussion: """
            A host does the same from its start on, beside serving. Tenants that are current are not connected to, suspended ones are \
            migrated when they are activated, and adopted databases are left alone. A run that is interrupted goes on with what is left, \
            on a host or by this command.
            """)

    @OptionGroup var options: ConfigOption
    @Flag(help: "Say what would be done, and do nothing.") var plan = false
    @Flag(help: "Leave the tenants' databases to the hosts.") var registryOnly = false
    @Option(help: "How many tenants are migrated at once.") var workers: Int?
    @Option(help: "How many tenants go first, and stop the run when one of them fails.") var canary: Int?
    @Option(help: "How many tenants may fail before the run stops: 10, or 5%.") var failureBudget: FailureBudget?

    func validate() throws {
        if let workers, !FleetOptions.workerRange.contains(workers) { throw ValidationError("--workers must be from 1 to 64.") }
        if let canary, !FleetOptions.canaryRange.contains(canary) { throw ValidationError("--canary must be from 0 to 1000.") }
    }

    func run() async throws {
        let (plan, registryOnly) = (plan, registryOnly)
        let chosen = FleetOptions(workers: workers, canary: canary, budget: failureBudget)
        try await options.withPlatform { platform in
            let pending = plan ? try await platform.pendingRegistryMigrations() : []
            for name in pending { StandardOutput.write("registry: \(name)") }
            if plan && !pending.isEmpty {
                return StandardOutput.write("What the tenants need can be said when the registry is migrated: --registry-only.")
            }
            if !plan {
                try await platform.migrateRegistry()
                StandardOutput.write("The registry is migrated.")
            }
            guard !registryOnly else { return }
            let application = try Application(settings: platform.settings, platform: platform)
            guard let fleet = application.services.fleet else {
                throw ValidationError("The provisioning plugin is off in the settings.")
            }
            let command = FleetCommand(fleet: fleet, jobs: application.jobs)
            try await plan ? command.showPlan(chosen) : command.migrate(chosen)
        }
    }
}

extension FailureBudget: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
