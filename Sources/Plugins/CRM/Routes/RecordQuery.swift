import Contracts

/// The parameters that every operation on records understands.
enum RecordQuery {
    /// Refuses what would otherwise be ignored without a word. Parameters that Twenty does not know are ignored, as it does.
    static func check(_ query: QueryParameters) throws(CRMError) {
        if query.single("upsert") == "true" { throw .unsupported("'upsert=true'") }
    }

    static func isSoftDelete(_ query: QueryParameters) -> Bool { query.single("soft_delete") == "true" }
}
