import Contracts

/// Looks for what is left of a tenant in the folder of the archives, as this host sees it.
struct ArchiveResidue: Sendable {
    let archives: any ArchiveStorage

    func scan(for subject: ErasureSubject) async throws -> [Residue] {
        let count = try await archives.count(of: subject.tenant)
        return count > 0 ? [Residue(place: "archives.file", count: count)] : []
    }
}
