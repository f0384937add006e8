import ArgumentParser
import Contracts
import HostRegistry

struct TenantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenants",
        abstract: "Lists, shows, adopts, approves, limits, moves, suspends, activates, deletes and restores tenants.",
        subcommands: [
            List.self, Show.self, Adopt.self, Approve.self, Reject.self, TenantPlanCommand.self, TenantLimitsCommand.self,
            TenantMoveCommand.self, Suspend.self, Activate.self, Delete.self, Restore.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all tenants, the oldest first.")

        @OptionGroup var options: ConfigOption

        func run() async throws {
            try await options.withPlatform { platform in
                for line in try await TenantListing(registry: platform.registry).lines() { print(line) }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one tenant.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func run() async throws {
            let chosen = chosen
            try await options.withPlatform { platform in
                let tenant = try await chosen.find(in: platform)
                print("id       \(tenant.id)\nslug     \(tenant.slug)\nname     \(tenant.name)\nplan     \(tenant.plan.name)")
                print(
                    "status   \(tenant.status.rawValue)\nserver   \(tenant.placement.server)\ndatabase \(tenant.placement.database)"
                )
            }
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cuts a tenant off; its data stays.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument
        @Option(help: "Why, for the audit trail.") var reason: String

        func run() async throws {
            let (chosen, reason) = (chosen, reason)
            try await options.withLifecycle { platform, lifecycle in
                try await lifecycle.suspend(try await chosen.find(in: platform).id, reason: reason, actor: "cli")
                print("The tenant is suspended.")
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Serves a suspended tenant again.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func run() async throws {
            let chosen = chosen
            try await options.withLifecycle { platform, lifecycle in
                try await lifecycle.activate(try await chosen.find(in: platform).id, actor: "cli")
                print("The tenant is active.")
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Erases a tenant for good, with its database.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument
        @Flag(help: "Needed: there is no way back once it is erased.") var yes = false
        @Option(help: "Hours in which the tenant can be restored, up to 8760; the settings' when it is not given.") var graceHours:
            Int?

        func validate() throws {
            guard yes else { throw ValidationError("Deleting cannot be undone. Say --yes to do it.") }
            guard (0...8760).contains(graceHours ?? 0) else { throw ValidationError("--grace-hours is from 0 to 8760.") }
        }

        func run() async throws {
            let (chosen, grace) = (chosen, graceHours.map { Duration.seconds($0 * 3600) })
            try await options.withLifecycle { platform, lifecycle in
                switch try await lifecycle.delete(try await chosen.find(in: platform).id, grace: grace, actor: "cli") {
                case .erased(let receipt):
                    print("The tenant is erased; receipt \(receipt.receiptID.canonical) of \(receipt.completedAt).")
                case .due(let at): print("The tenant is cut off, and erased after \(at) unless it is restored.")
                }
            }
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a deletion back whose time has not come.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func run() async throws {
            let chosen = chosen
            try await options.withLifecycle { platform, lifecycle in
                try await lifecycle.restore(try await chosen.find(in: platform).id, actor: "cli")
                print("The tenant is what it was before.")
            }
        }
    }
}

/// A tenant, named by its id or its slug.
struct TenantArgument: ParsableArguments {
    @Argument(help: "The tenant's id or slug.") var tenant: String

    func find(in platform: Platform) async throws -> Tenant { try await Self.find(tenant, in: platform) }

    static func find(_ tenant: String, in platform: Platform) async throws -> Tenant {
        try await platform.changes.catchUp()
        let found =
            if let id = TenantID(tenant) {
                try await platform.directory.tenant(id)
            } else if let slug = Slug(tenant) {
                try await platform.directory.tenant(slug: slug)
            } else {
                Tenant?.none
            }
        guard let found else { throw LifecycleError.unknownTenant }
        return found
    }
}

extension ConfigOption {
    /// The same with the lifecycle of tenants, which the provisioning plugin lends.
    func withLifecycle(_ body: @escaping @Sendable (Platform, any TenantLifecycle) async throws -> Void) async throws {
        try await withService({ $0.lifecycle }, body)
    }

    /// The same with what decides on sign-ups.
    func withApproval(_ body: @escaping @Sendable (Platform, any TenantApproval) async throws -> Void) async throws {
        try await withService({ $0.approval }, body)
    }

    /// The same with what moves tenants between servers.
    func withMoving(_ body: @escaping @Sendable (Platform, any TenantMoving) async throws -> Void) async throws {
        try await withService({ $0.moving }, body)
    }

    private func withService<Service: Sendable>(
        _ service: @escaping @Sendable (PluginServices) -> Service?,
        _ body: @escaping @Sendable (Platform, Service) async throws -> Void
    ) async throws {
        try await withPlatform { platform in
            guard let service = service(try Application(settings: platform.settings, platform: platform).services) else {
                throw ValidationError("The provisioning plugin is off in the settings.")
            }
            try await body(platform, service)
        }
    }
}
