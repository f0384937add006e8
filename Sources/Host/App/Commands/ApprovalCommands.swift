import ArgumentParser
import Contracts

extension TenantsCommand {
    struct Approve: ProductCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a tenant that signed up and awaits approval.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func perform(_ product: CommandContext) async throws {
            let tenant = try await chosen.find(in: product.platform).id
            try await product.require(\.approval).approve(tenant, actor: CommandContext.actor)
            print("The tenant is active.")
        }
    }

    struct Reject: ProductCommand {
        static let configuration = CommandConfiguration(abstract: "Forgets a sign-up that awaits approval.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func perform(_ product: CommandContext) async throws {
            let tenant = try await chosen.find(in: product.platform).id
            try await product.require(\.approval).reject(tenant, actor: CommandContext.actor)
            print("The sign-up is forgotten.")
        }
    }
}
