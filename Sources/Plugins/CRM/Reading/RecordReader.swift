import Contracts
import HTTPTypes

/// Completes records with the relations that a view shows, and tells them. Every answer that holds records is made here.
struct RecordReader: Sendable {
    let view: RecordView
    private let database: any Database

    init(_ scope: RecordScope, _ view: RecordView) {
        self.view = view
        database = scope.database
    }

    /// What the relations of the view lead to from `rows`, which were read with the view's select list. At most one statement a
    /// relation and one before them, in two round trips; none at depth 0.
    func relations(of rows: [Row], most: RelatedLimit = .usual) async throws -> Relations {
        if view.expansions.isEmpty || rows.isEmpty { return .none }
        do {
            return try await RelationLoader(requests: RelationRequest.all(of: rows, in: view), most: most).load(from: database)
        } catch DatabaseError.server(let diagnostic) where most == .creation && diagnostic.isAboutSchema {
            throw RelationsOfNewRecordsChanged()
        }
    }

    /// One record in Twenty's envelope.
    func answer(
        _ key: String, _ row: Row, status: HTTPResponse.Status = .ok, most: RelatedLimit = .usual
    ) async throws -> Response {
        let relations = try await relations(of: [row], most: most)
        var encoder = RecordEncoder(capacity: 2048)
        encoder.append("{\"data\":{\"\(key)\":")
        encoder.append(row, as: view.shape.template, with: relations, at: 0)
        encoder.append("}}")
        return response(encoder.bytes, status: status)
    }

    /// Records in Twenty's envelope, in the order of `rows`.
    func answer(
        _ key: String, _ rows: [Row], status: HTTPResponse.Status = .ok, most: RelatedLimit = .usual
    ) async throws -> Response {
        let relations = try await relations(of: rows, most: most)
        var encoder = RecordEncoder(capacity: 1024 + rows.count * 2048)
        encoder.append("{\"data\":{\"\(key)\":")
        encoder.append(rows, as: view.shape.template, with: relations)
        encoder.append("}}")
        return response(encoder.bytes, status: status)
    }

    /// An answer made of records of this view, with what its headers must say of them.
    func response(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        var response = Response.json(body, status: status)
        if view.isCapped { response.fields.append(contentsOf: FieldCap.headers) }
        return response
    }
}

/// The objects were changed after records were made and before their relations were read. The request is not handled again, as others
/// are that met a change: that would make the records twice.
struct RelationsOfNewRecordsChanged: Error {}
