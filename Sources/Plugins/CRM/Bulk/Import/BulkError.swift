import Contracts

/// Why an import or an export was refused as a whole.
enum BulkError: Error, Equatable {
    case invalidParameter(String, String)
    case unknownFormat
    /// What is wrong with the header row of a CSV text, a fault a column.
    case invalidHeader([FieldFault])
    case missingHeader
    /// No unique index is on that field alone.
    case notUnique(String, choices: [String])
    case importExists
    case importNotFound
    /// The import was taken for dead while it went on, so another may have cleared up behind it.
    case leaseLost
    /// Rows were refused, and all or nothing was asked for.
    case rejected(ImportReport)
}

extension BulkError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .invalidParameter(let name, let message):
            Problem(.validationFailed, "\(name): \(message)", faults: [FieldFault(field: name, message: message)])
        case .unknownFormat:
            Problem(.unsupportedMediaType, "The rows must be text/csv or application/x-ndjson, or 'format' must say csv or jsonl.")
        case .invalidHeader(let faults):
            Problem(
                .validationFailed,
                "The header row names columns that cannot be imported: "
                    + faults.map { "\($0.field): \($0.message)" }.joined(separator: "; ") + ".", faults: faults)
        case .missingHeader: Problem(.validationFailed, "The text has no header row.")
        case .notUnique(let field, let choices):
            Problem(
                .validationFailed,
                "'\(field)' does not tell one record from all others. upsert_by may be: \(choices.joined(separator: ", ")).",
                faults: [FieldFault(field: "upsert_by", message: "must be one of \(choices.joined(separator: ", "))")])
        case .importExists: Problem(.importExists, "There is an import of that id already.")
        case .importNotFound: Problem(.importNotFound, "There is no such import.")
        case .leaseLost: Problem(.importAbandoned, "The import stood still for too long and was given up.")
        case .rejected(let report):
            Problem(
                .importRejected, "\(report.errors.total) of \(report.rowsRead) rows cannot be imported, so nothing was written.",
                extensions: [JSONMember("import", .object(report.members))])
        }
    }
}
