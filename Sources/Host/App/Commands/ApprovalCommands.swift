import ArgumentParser
import Contracts

extension TenantsCommand {
    struct Approve: TenantCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a tenant that signed up and awaits approval.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
            try await product.require(\.approval).approve(tenant, actor: CommandContext.actor)
            return "The tenant is active."
        }
    }

    struct Reject: TenantCommand {
        static let configuration = CommandConfiguration(abstract: "Forgets a sign-up that awaits approval.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
            try await product.require(\.approval).reject(tenant, actor: CommandContext.actor)
            return "The sign-up is forgotten."
        }
    }
}
