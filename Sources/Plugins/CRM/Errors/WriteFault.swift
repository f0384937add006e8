/// Why records are not written, although each value would do.
enum WriteFault: Equatable {
    case batchIsNoList
    case batchTooLarge(limit: Int)
    /// More records are meant than one request may change.
    case tooMany(BulkOperation, limit: Int)
    /// The unique values of one record are those of several.
    case severalMatches(String)
    /// A relation is to be connected by values that need not be a single record's.
    case connectNeedsUniqueFields(relation: String)
    case connectFoundNone(relation: String, conditions: String)

    var message: String {
        switch self {
        case .batchIsNoList: "The body of a batch must be an array of records"
        case .batchTooLarge(let limit): "Maximum number of records to upsert is \(limit)."
        case .tooMany(let operation, let limit): "Cannot \(operation.rawValue) more than \(limit) records at once"
        case .severalMatches(let values):
            "Multiple records found with the same unique field values for \(values). Cannot determine which record to update."
        case .connectNeedsUniqueFields(let relation):
            "Missing required fields: at least one unique constraint have to be fully populated for '\(relation)'."
        case .connectFoundNone(let relation, let conditions):
            "Expected 1 record to connect to \(relation), but found 0 for \(conditions)."
        }
    }

    var innerCode: String? { if case .tooMany(.update, _) = self { "TOO_MANY_RECORDS_TO_UPDATE" } else { nil } }
}

/// What one request does to all records of a filter, as messages say it.
enum BulkOperation: String {
    case update, destroy, delete, restore

    /// Most records that one request may change. Twenty sets no bound to the last two; the host's memory does.
    var limit: Int {
        switch self {
        case .update, .destroy: 200
        case .delete, .restore: 10_000
        }
    }
}
