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

    struct Suspend: TenantCommand {
        static let configuration = CommandConfiguration(abstract: "Cuts a tenant off; its data stays.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument
        @Option(help: "Why, for the audit trail; up to 500 characters.") var reason: String

        func validate() throws {
            guard TenantStatus.suspensionReasonLengths.contains(reason.unicodeScalars.count) else {
                throw ValidationError("--reason must be 1 to 500 characters long.")
            }
        }

        func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
            try await product.require(\.lifecycle).suspend(tenant, reason: reason, actor: CommandContext.actor)
            return "The tenant is suspended."
        }
    }

    struct Activate: TenantCommand {
        static let configuration = CommandConfiguration(abstract: "Serves a suspended tenant again.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
            try await product.require(\.lifecycle).activate(tenant, actor: CommandContext.actor)
            return "The tenant is active."
        }
    }

    struct Delete: TenantCommand {
        static let configuration = CommandConfiguration(abstract: "Erases a tenant for good, with its database.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument
        @Flag(help: "Needed: there is no way back once it is erased.") var yes = false
        @Option(help: "Hours in which the tenant can be restored, up to 8760; the settings' when it is not given.") var graceHours:
            Int?

        func validate() throws {
            guard yes else { throw ValidationError("Deleting cannot be undone. Say --yes to do it.") }
            guard DeletionOutcome.graceHours.contains(graceHours ?? 0) else {
                throw ValidationError("--grace-hours is from 0 to 8760.")
            }
        }

        func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
            let grace = graceHours.map { Duration.seconds($0 * 3600) }
            switch try await product.require(\.lifecycle).delete(tenant, grace: grace, actor: CommandContext.actor) {
            case .erased(let receipt):
                return "The tenant is erased; receipt \(receipt.receiptID.canonical) of \(receipt.completedAt)."
            case .due(let at): return "The tenant is cut off, and erased after \(at) unless it is restored."
            }
        }
    }

    struct Restore: TenantCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a deletion back whose time has not come.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
            try await product.require(\.lifecycle).restore(tenant, actor: CommandContext.actor)
            return "The tenant is what it was before."
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
