import ArgumentParser
import Contracts
import HostArchives

extension ArchivesCommand {
    struct Download: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies an archive, which is sealed, out of the folder of the archives.",
            discussion: "That it was handed out stands in the audit log.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ArchiveArgument
        @Option(help: "A file that is not there yet; in this folder, and named by day and id, when it is not given.") var to:
            String?

        func perform(_ product: CommandContext) async throws {
            let archive = try await chosen.name(in: product.platform)
            let download = try await product.require(\.archives).download(
                archive.id, of: archive.tenant, actor: CommandContext.actor)
            let file = to ?? download.fileName
            try await product.platform.archives.copy(archive, to: file)
            print(file)
        }
    }

    struct Key: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the key of one archive, which opens no other.",
            discussion: "That it was handed out stands in the audit log.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ArchiveArgument

        func perform(_ product: CommandContext) async throws {
            let archive = try await chosen.name(in: product.platform)
            let key = try await product.require(\.archives).key(archive.id, of: archive.tenant, actor: CommandContext.actor)
            print(TextEncoding.hex(key))
        }
    }
}
