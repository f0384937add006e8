import Contracts
import Logging

/// Looks everywhere for what an erasure left behind. It has to find nothing before a receipt is written.
struct ResidueScan: Sendable {
    let server: ServerResidue
    let host: HostResidue
    let archives: ArchiveResidue
    let logger: Logger

    /// Looks outside the registry.
    ///
    /// - Throws: `LifecycleError.deletionIncomplete` with the first place, or what kept it from looking.
    func requireNothing(of subject: ErasureSubject) async throws {
        try refuse(try await server.scan(for: subject) + host.scan(for: subject) + archives.scan(for: subject), of: subject)
    }

    /// Looks through the registry as the transaction sees it that erases: what is found undoes it.
    ///
    /// - Throws: as above.
    func requireNothing(
        of subject: ErasureSubject, in registry: RegistryResidue, on connection: any DatabaseConnection
    ) async throws {
        try refuse(try await registry.scan(for: subject, on: connection), of: subject)
    }

    private func refuse(_ residues: [Residue], of subject: ErasureSubject) throws(LifecycleError) {
        guard let first = residues.first else { return }
        for residue in residues {
            logger.error(
                "Something is left of a tenant.",
                metadata: ["tenant": "\(subject.tenant)", "place": "\(residue.place)", "count": "\(residue.count)"])
        }
        throw .deletionIncomplete(step: "residue: \(first.place)")
    }
}
