import ArgumentParser
import Contracts
import FoundationEssentials

/// An archive, named by whose it is and its id.
struct ArchiveArgument: ParsableArguments {
    @OptionGroup var owner: TenantArgument
    @Argument(help: "The archive's id.") var archive: String

    func validate() throws {
        guard UUID(canonical: archive) != nil else { throw ValidationError("This is no archive's id: \(archive)") }
    }

    func name(in platform: Platform) async throws -> ArchiveName {
        guard let id = UUID(canonical: archive) else { throw ArchiveError.unknown }
        return ArchiveName(tenant: try await owner.find(in: platform).id, id: id)
    }
}
