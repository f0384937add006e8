import Contracts

/// The parameters that every operation on records understands.
enum RecordQuery {
    /// Parameters of Twenty that would change the answer and that this engine does not have yet.
    static let unsupported = ["filter", "order_by", "fields", "group_by", "aggregate"]

    /// Refuses what would otherwise be ignored without a word. Parameters that Twenty does not know are ignored, as it does.
    static func check(_ query: QueryParameters) throws(CRMError) {
        for name in unsupported where query.names.contains(name) { throw .unsupported("'\(name)'") }
        if query.single("upsert") == "true" { throw .unsupported("'upsert=true'") }
        switch query.single("depth") {
        case nil, "", "0": break
        case "1": throw .unsupported("'depth=1'")
        case let depth?: throw .invalidDepth(String(depth.prefix(200)))
        }
    }

    static func isSoftDelete(_ query: QueryParameters) -> Bool { query.single("soft_delete") == "true" }
}
