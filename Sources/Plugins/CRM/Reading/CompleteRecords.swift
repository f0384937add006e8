import Contracts

/// Records with what their relations lead to: all that an answer tells of them.
struct CompleteRecords: Sendable {
    let rows: [Row]
    let relations: Relations
}

extension RecordView {
    /// What the relations of the view lead to from `rows`, which were read with the view's select list. At most one statement a
    /// relation and one before them, in two round trips; none at depth 0.
    func relations(
        of rows: [Row], most: RelatedLimit = .usual, on connection: any DatabaseConnection
    ) async throws -> Relations {
        if expansions.isEmpty || rows.isEmpty { return .none }
        return try await RelationLoader(requests: RelationRequest.all(of: rows, in: self), most: most).load(on: connection)
    }

    func completed(
        _ rows: [Row], most: RelatedLimit = .usual, on connection: any DatabaseConnection
    ) async throws -> CompleteRecords {
        CompleteRecords(rows: rows, relations: try await relations(of: rows, most: most, on: connection))
    }
}
