import ArgumentParser
import Contracts
import HostRuntime

extension TenantsCommand {
    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a tenant of a database that a Twenty server made.",
            discussion: """
                The records stay where they are. The database gets a schema 'tenant_manager', triggers that count records, and a login \
                role for the tenant; roles that own no table in it are shut out. Deleting the tenant drops the database.
                """)

        /// As for a password that is chosen at sign-up.
        private static let passwordBytes = 8...1024

        @OptionGroup var options: ConfigOption
        @Option(help: "The organization's name.") var name: String
        @Option(help: "The owner's e-mail address. An account that exists joins; otherwise one is made.") var ownerEmail: String
        @Flag(help: "Read the password of an owner's new account from the first line of standard input.") var passwordStdin = false
        @Option(help: "The host name's label; made of the name when it is not given.") var slug: String?
        @Option(help: "A plan of the settings; the default plan when it is not given.") var plan: String?
        @Option(help: "The database server's name.") var server: String
        @Option(help: "The database.") var database: String
        @Option(help: "The schema of the workspace, when the database has several.") var workspace: String?

        func run() async throws {
            let (order, password) = (self, passwordStdin ? readLine().map { Secret($0) } : nil)
            try await options.withPlatform { platform in
                let services = try Application(settings: platform.settings, platform: platform).services
                guard let adoption = services.adoption else {
                    throw ValidationError("The provisioning plugin is off in the settings.")
                }
                let tenant = try await adoption.adopt(try order.order(password, platform.settings.plans)).tenant
                print(
                    """
                    The tenant \(tenant.id) (\(tenant.slug)) is served from the database \(tenant.placement.database).
                    The roles that own its tables keep their access, and a Twenty server that uses one of them goes on working.
                    Every other role but superusers is shut out. Deleting the tenant drops the database, with all that is in it.
                    """)
            }
        }

        private func order(_ password: Secret?, _ plans: PlanCatalogue) throws -> AdoptionOrder {
            guard let email = EmailAddress(ownerEmail) else { throw ValidationError("This is no e-mail address: \(ownerEmail)") }
            if let password, !Self.passwordBytes.contains(password.reveal().utf8.count) {
                throw ValidationError("A password has \(Self.passwordBytes.lowerBound) to \(Self.passwordBytes.upperBound) bytes.")
            }
            let label = try slug.map { text in
                guard let slug = Slug(text) else { throw ValidationError("This is no slug: \(text)") }
                return slug
            }
            let chosen = try plan.map { name in
                guard let plan = plans[name] else { throw ValidationError("The settings have no plan \(name).") }
                return plan
            }
            return AdoptionOrder(
                organizationName: name, slug: label, plan: chosen ?? plans.defaultPlan, ownerEmail: email, ownerPassword: password,
                server: server, database: database, schema: workspace, actor: "cli")
        }
    }
}
