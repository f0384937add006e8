import Contracts

/// The parameters that every operation on records understands.
enum RecordQuery {
    /// Parameters of Twenty that would change the answer and that this engine does not have yet.
    static let unsupported = ["filter", "order_by"]

    /// Refuses what would otherwise be ignored without a word. Parameters that Twenty does not know are ignored, as it does.
    static func check(_ query: QueryParameters) throws(CRMError) {
        for name in unsupported where query.names.contains(name) { throw .unsupported("'\(name)'") }
        if query.single("upsert") == "true" { throw .unsupported("'upsert=true'") }
    }

    static func isSoftDelete(_ query: QueryParameters) -> Bool { query.single("soft_delete") == "true" }
}
