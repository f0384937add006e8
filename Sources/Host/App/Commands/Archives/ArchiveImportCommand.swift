import ArgumentParser
import Contracts
import FoundationEssentials
import HostRuntime

extension ArchivesCommand {
    struct Import: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new tenant of an archive.",
            discussion: "An import that is interrupted is finished or undone by a host.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var wanted: NewTenantOptions
        @Option(help: "The id or slug of the tenant that the archive is of.") var tenant: String?
        @Option(help: "The archive's id.") var archive: String?
        @Option(help: "Instead of both: the name of a file that lies in the folder 'inbox' of the archives.") var file: String?
        @Option(help: "The file that holds the archive's key; needed for one of another installation. - is standard input.")
        var keyFile: String?

        func validate() throws {
            guard (tenant == nil) == (archive == nil), (archive == nil) != (file == nil) else {
                throw ValidationError("Say either --tenant and --archive, or --file.")
            }
            guard archive == nil || archive.flatMap({ UUID(canonical: $0) }) != nil else {
                throw ValidationError("--archive must be an archive's id.")
            }
            guard keyFile != "-" || !wanted.passwordStdin else {
                throw ValidationError("Key and password cannot both come from standard input.")
            }
        }

        func perform(_ product: CommandContext) async throws {
            let archives = try product.require(\.archives)
            let wanted = try wanted.read(product.platform.settings.plans)
            let order = ImportOrder(
                source: try await source(product.platform), key: try keyFile.map(ArchiveKeyFile.read),
                organizationName: wanted.name, slug: wanted.slug, plan: wanted.plan, ownerEmail: wanted.ownerEmail,
                ownerPassword: wanted.ownerPassword, actor: CommandContext.actor)
            let imported = try await archives.importTenant(order)
            try await product.jobs.finish(imported.job)
            print("The tenant \(imported.tenant) (\(imported.slug)) has what the archive holds.")
        }

        private func source(_ platform: Platform) async throws -> ArchiveSource {
            if let file { return .inbox(file) }
            guard let tenant, let id = archive.flatMap({ UUID(canonical: $0) }) else { throw ArchiveError.unknown }
            return .archive(ArchiveName(tenant: try await TenantArgument.find(tenant, in: platform).id, id: id))
        }
    }
}
