import ArgumentParser
import Contracts

extension TenantsCommand {
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a tenant that signed up and awaits approval.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func run() async throws {
            let chosen = chosen
            try await options.withApproval { platform, approval in
                try await approval.approve(try await chosen.find(in: platform).id, actor: "cli")
                print("The tenant is active.")
            }
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forgets a sign-up that awaits approval.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func run() async throws {
            let chosen = chosen
            try await options.withApproval { platform, approval in
                try await approval.reject(try await chosen.find(in: platform).id, actor: "cli")
                print("The sign-up is forgotten.")
            }
        }
    }
}
