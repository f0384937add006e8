import ArgumentParser
import Contracts
import HostRegistry

/// Puts a tenant on another plan.
struct TenantPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Puts a tenant on another plan; limits of its own stay.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var chosen: TenantArgument
    @Argument(help: "The plan's name.") var plan: String

    func run() async throws {
        let (chosen, plan) = (chosen, plan)
        try await options.withPlatform { platform in
            _ = try await platform.entitlements.changePlan(plan, of: try await chosen.find(in: platform).id, actor: "cli")
            print("The tenant has the plan \(plan).")
        }
    }
}
