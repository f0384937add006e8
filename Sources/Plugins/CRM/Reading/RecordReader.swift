import Contracts
import HTTPTypes

/// Completes records that were read with the relations that a view shows, and tells them. Every answer that holds records is made here.
struct RecordReader: Sendable {
    let view: RecordView
    private let database: any Database

    init(_ scope: RecordScope, _ view: RecordView) {
        self.view = view
        database = scope.database
    }

    /// What the relations of the view lead to from `rows`, which were read with the view's select list.
    func relations(of rows: [Row]) async throws -> Relations {
        if view.expansions.isEmpty || rows.isEmpty { return .none }
        return try await database.withConnection { try await view.relations(of: rows, on: $0) }
    }

    func completed(_ rows: [Row]) async throws -> CompleteRecords {
        CompleteRecords(rows: rows, relations: try await relations(of: rows))
    }

    /// The only one of `records` in Twenty's envelope.
    ///
    /// - Throws: `CRMError.recordNotFound` when there is none.
    func answer(_ key: String, one records: CompleteRecords, status: HTTPResponse.Status = .ok) throws(CRMError) -> Response {
        guard let row = records.rows.first else { throw .recordNotFound }
        var encoder = RecordEncoder(capacity: 2048)
        encoder.append("{\"data\":{\"\(key)\":")
        encoder.append(row, as: view.shape.template, with: records.relations, at: 0)
        encoder.append("}}")
        return response(encoder.bytes, status: status)
    }

    /// All of `records` in Twenty's envelope, in their order.
    func answer(_ key: String, all records: CompleteRecords, status: HTTPResponse.Status = .ok) -> Response {
        var encoder = RecordEncoder(capacity: 1024 + records.rows.count * 2048)
        encoder.append("{\"data\":{\"\(key)\":")
        encoder.append(records.rows, as: view.shape.template, with: records.relations)
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
