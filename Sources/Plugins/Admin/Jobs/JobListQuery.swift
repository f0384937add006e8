internal import Contracts

/// The query of `GET /api/admin/jobs`.
struct JobListQuery: Sendable {
    let filter: JobFilter
    let limit: Int
    let position: JobPosition?

    /// - Throws: `RequestFault` naming every faulty parameter.
    init(_ query: QueryParameters, _ cryptography: any Cryptography) throws(RequestFault) {
        var reader = ParameterReader(query, known: ["state", "kind", "tenant", "limit", "cursor"])
        var filter = JobFilter()
        filter.state = reader.value("state", "must be one of " + JobState.allCases.map(\.rawValue).joined(separator: ", ")) {
            JobState(rawValue: $0)
        }
        filter.kind = reader.value("kind", "must be 1 to 64 characters long") { (1...64).contains($0.utf8.count) ? $0 : nil }
        filter.tenant = reader.value("tenant", "must be an organization's UUID") { TenantID($0) }
        limit = PageSize.read(&reader)
        let list = filter.list
        position = reader.value("cursor", "must be the next_cursor of a page with the same filter") {
            ListCursor($0, for: list, cryptography).map { JobPosition(createdAt: $0.position, id: $0.id) }
        }
        self.filter = filter
        try reader.finish()
    }

    /// The cursor that goes on behind `last`.
    func cursor(behind last: Job, _ cryptography: any Cryptography) throws -> String {
        try ListCursor(position: last.position.createdAt, id: last.id).sealed(for: filter.list, cryptography)
    }
}

extension JobFilter {
    fileprivate var list: String { "jobs.cursor " + ListCursor.fingerprint([state?.rawValue, kind, tenant?.description]) }
}
