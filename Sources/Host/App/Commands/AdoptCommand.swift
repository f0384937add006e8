import ArgumentParser
import Contracts
import HostRuntime

extension TenantsCommand {
    struct Adopt: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a tenant of a database that a Twenty server made.",
            discussion: """
                The records stay where they are. The database gets a schema 'tenant_manager', triggers that count records, and a login \
                role for the tenant; roles that own no table in it are shut out. Deleting the tenant drops the database.
                """)

        @OptionGroup var options: ConfigOption
        @OptionGroup var wanted: NewTenantOptions
        @Option(help: "The database server's name.") var server: String
        @Option(help: "The database.") var database: String
        @Option(help: "The schema of the workspace, when the database has several.") var workspace: String?

        func perform(_ product: CommandContext) async throws {
            let wanted = try wanted.read(product.platform.settings.plans)
            let order = AdoptionOrder(
                organizationName: wanted.name, slug: wanted.slug, plan: wanted.plan, ownerEmail: wanted.ownerEmail,
                ownerPassword: wanted.ownerPassword, server: server, database: database, schema: workspace,
                actor: CommandContext.actor)
            let tenant = try await product.require(\.adoption).adopt(order).tenant
            print(
                """
                The tenant \(tenant.id) (\(tenant.slug)) is served from the database \(tenant.placement.database).
                The roles that own its tables keep their access, and a Twenty server that uses one of them goes on working.
                Every other role but superusers is shut out. Deleting the tenant drops the database, with all that is in it.
                """)
        }
    }
}
