internal import Contracts
internal import FoundationEssentials

/// The query of `GET /api/admin/migrations/{id}`.
struct FailureListQuery: Sendable {
    let limit: Int
    let position: FleetPosition?
    private let list: String

    /// - Throws: `RequestFault` naming every faulty parameter.
    init(_ query: QueryParameters, of run: UUID, _ cryptography: any Cryptography) throws(RequestFault) {
        var reader = ParameterReader(query, known: ["limit", "cursor"])
        let list = "migrations.cursor " + run.canonical
        limit = PageSize.read(&reader)
        position = reader.value("cursor", "must be the next_cursor of a page of the same migration") {
            ListCursor($0, for: list, cryptography).map {
                FleetPosition(finishedAt: $0.position, tenant: TenantID($0.id))
            }
        }
        self.list = list
        try reader.finish()
    }

    /// The cursor that goes on behind `last`.
    func cursor(behind last: FleetFailure, _ cryptography: any Cryptography) throws -> String {
        try ListCursor(position: last.position.finishedAt, id: last.tenant.uuid).sealed(for: list, cryptography)
    }
}
