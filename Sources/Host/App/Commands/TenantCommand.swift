import Contracts

/// A command that changes one tenant, and says what came of it.
protocol TenantCommand: ProductCommand {
    var chosen: TenantArgument { get }

    func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String
}

extension TenantCommand {
    func perform(_ product: CommandContext) async throws {
        print(try await change(chosen.find(in: product.platform).id, product))
    }
}
