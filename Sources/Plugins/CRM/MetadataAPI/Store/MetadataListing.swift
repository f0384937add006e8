import Contracts
import FoundationEssentials

/// Reads objects or fields as the interface shows them.
struct MetadataListing {
    let subject: MetadataFault.Subject
    let database: any Database

    /// - Throws: `MetadataFault.notFound`.
    func one(_ id: UUID) async throws -> [UInt8] {
        try await database.withConnection { try await Self.one(id, of: subject, on: $0) }
    }

    /// Also reads what the connection's own transaction has changed.
    static func one(_ id: UUID, of subject: MetadataFault.Subject, on connection: any DatabaseConnection) async throws -> [UInt8] {
        let rows =
            switch subject {
            case .object:
                try await connection.query(
                    """
                    SELECT \(MetadataJSON.object) FROM "objectMetadata" AS object, "workspace" AS workspace
                    WHERE object."id" = \(id)
                    """)
            case .field:
                try await connection.query(
                    """
                    SELECT \(MetadataJSON.field) FROM "fieldMetadata" AS field, "workspace" AS workspace
                    WHERE field."id" = \(id)
                    """)
            }
        guard let row = rows.first else { throw CRMError.metadata(.notFound(subject)) }
        return row.withBytes(0) { Array($0) }
    }

    /// A page and the number of all there are, in one round trip.
    func page(_ request: MetadataPage) async throws -> [UInt8] {
        let results = try await database.pipeline([statement(request), count])
        let total: Int = try results[1][0].decode(at: 0)
        return request.encode(results[0], totalCount: total)
    }

    private func statement(_ request: MetadataPage) -> SQL {
        let place = request.condition(on: subject == .object ? "object" : "field")
        switch subject {
        case .object:
            return """
                SELECT object."id", \(MetadataJSON.object)
                FROM "objectMetadata" AS object, "workspace" AS workspace WHERE \(place)
                """
        case .field:
            return """
                SELECT field."id", \(MetadataJSON.field)
                FROM "fieldMetadata" AS field, "workspace" AS workspace WHERE \(place)
                """
        }
    }

    private var count: SQL {
        subject == .object ? "SELECT count(*) FROM \"objectMetadata\"" : "SELECT count(*) FROM \"fieldMetadata\""
    }
}
