import ArgumentParser
import Contracts
import HostRegistry

/// Shows and changes what one tenant may have.
struct TenantLimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "Shows a tenant's limits, and sets them for it alone.",
        discussion: "The limits: " + TenantLimit.allCases.map(\.rawValue).joined(separator: ", ") + ".")

    @OptionGroup var options: ConfigOption
    @OptionGroup var chosen: TenantArgument
    @Argument(help: "What to change: max_users=50 in place of the plan's, max_users=plan to take that back.")
    var changes: [LimitChange] = []

    func validate() throws {
        guard Set(changes.map(\.limit)).count == changes.count else { throw ValidationError("A limit can be named once.") }
    }

    func run() async throws {
        let chosen = chosen
        let changes = Dictionary(changes.map { ($0.limit, $0.value) }, uniquingKeysWith: { first, _ in first })
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

extension TenantEntitlement {
    /// Every limit with its value and who set it.
    fileprivate var lines: [String] {
        TenantLimit.allCases.map { limit in
            let value = limits[limit].map(String.init) ?? "none"
            return [limit.rawValue, value, overrides[limit] == nil ? "plan" : "operator"].joined(separator: "\t")
        }
    }
}
