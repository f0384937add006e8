import ArgumentParser
import Contracts

struct ArchivesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archives", abstract: "Lists archives of tenants, makes, hands out, opens and brings them back.",
        subcommands: [List.self, Export.self, Download.self, Key.self, Decrypt.self, Import.self, Restore.self])

    struct List: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists a tenant's archives, the newest first: id, kind, state, when it was made, when it goes, bytes.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func perform(_ product: CommandContext) async throws {
            let tenant = try await chosen.find(in: product.platform).id
            for archive in try await product.require(\.archives).list(of: tenant) { print(archive.line) }
        }
    }

    struct Export: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an archive of a tenant, and says its id.",
            discussion: "An export that is interrupted is finished or undone by a host.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: TenantArgument

        func perform(_ product: CommandContext) async throws {
            let (tenant, archives) = (try await chosen.find(in: product.platform).id, try product.require(\.archives))
            let archive = try await archives.export(tenant, actor: CommandContext.actor)
            try await product.jobs.finish(archive.job)
            print(archive.id.canonical)
        }
    }

    struct Restore: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts what an archive holds in place of what its tenant has.",
            discussion: "What was written since the archive was made is gone then. Up to the last moment whatever fails is undone.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ArchiveArgument
        @Flag(help: "Needed: what the tenant has now is dropped.") var yes = false

        func validate() throws {
            guard yes else { throw ValidationError("What the tenant has now is dropped. Say --yes to do it.") }
        }

        func perform(_ product: CommandContext) async throws {
            let archive = try await chosen.name(in: product.platform)
            let job = try await product.require(\.archives).restore(
                archive.id, of: archive.tenant, actor: CommandContext.actor)
            try await product.jobs.finish(job)
            print("The tenant has what the archive held.")
        }
    }
}

extension TenantArchive {
    fileprivate var line: String {
        [
            id.canonical, kind.rawValue, state.rawValue, createdAt, expiresAt ?? "-", size.map { "\($0) bytes" } ?? "-",
        ].joined(separator: "\t")
    }
}
