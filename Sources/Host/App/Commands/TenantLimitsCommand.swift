import ArgumentParser
import Contracts

/// Shows and changes what one tenant may have.
struct TenantLimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "Shows a tenant's limits, and sets them for it alone.",
        discussion: "The limits: " + TenantLimit.allCases.map(\.rawValue).joined(separator: ", ") + ".")

    @OptionGroup var options: ConfigOption
    @OptionGroup var chosen: TenantArgument
    @Option(help: "A limit to set in place of the plan's, such as max_users=50.") var set: [Assignment] = []
    @Option(help: "A limit to take back, so that the plan's holds again.") var reset: [TenantLimit] = []

    /// `max_users=50`
    struct Assignment: ExpressibleByArgument {
        let limit: TenantLimit
        let value: Int

        init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let limit = TenantLimit(rawValue: String(parts[0])), let value = Int(parts[1]),
                limit.range.contains(value)
            else { return nil }
            (self.limit, self.value) = (limit, value)
        }
    }

    func validate() throws {
        let named = set.map(\.limit) + reset
        guard Set(named).count == named.count else { throw ValidationError("Each limit can be named once.") }
    }

    func run() async throws {
        let chosen = chosen
        let changes = Dictionary(
            set.map { ($0.limit, $0.value as Int?) } + reset.map { ($0, nil) }, uniquingKeysWith: { first, _ in first })
        try await options.withPlatform { platform in
            let tenant = try await chosen.find(in: platform).id
            let entitlement =
                changes.isEmpty
                ? try await platform.entitlements.entitlement(of: tenant)
                : try await platform.entitlements.change(changes, of: tenant, actor: "cli")
            guard let entitlement else { throw LifecycleError.unknownTenant }
            for line in entitlement.lines { print(line) }
        }
    }
}

extension TenantLimit: @retroactive ExpressibleByArgument {}

extension TenantEntitlement {
    /// Every limit with its value and who set it.
    var lines: [String] {
        TenantLimit.allCases.map { limit in
            let value = limits[limit].map(String.init) ?? "none"
            return [limit.rawValue, value, overrides[limit] == nil ? "plan \(plan.name)" : "operator"].joined(separator: "\t")
        }
    }
}
