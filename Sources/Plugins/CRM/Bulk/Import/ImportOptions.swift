import Contracts
import FoundationEssentials

/// What the query of an import says.
struct ImportOptions: Sendable, Equatable {
    enum FaultyRows: String, Sendable, CaseIterable {
        /// One faulty row, and nothing is written.
        case abort
        /// The others are written.
        case skip
    }

    let format: BulkFormat
    /// Everything is tried, and nothing stays.
    let isDryRun: Bool
    /// The field, or part of one, by which a row is recognized as a record that exists: `emails.primaryEmail`. Nil makes new ones.
    let upsertBy: String?
    let faultyRows: FaultyRows
    /// Chosen by the caller, who can then follow the import while it goes on.
    let id: UUID

    init(_ query: QueryParameters, contentType: String?) throws(BulkError) {
        format = try Self.format(query, contentType)
        isDryRun = try Self.choice("dry_run", query, ["true": true, "false": false], default: false)
        let faulty = Dictionary(uniqueKeysWithValues: FaultyRows.allCases.map { ($0.rawValue, $0) })
        faultyRows = try Self.choice("on_error", query, faulty, default: .abort)
        upsertBy = query.all("upsert_by").last
        if let text = query.all("id").last {
            guard let id = RecordID.parse(text) else { throw .invalidParameter("id", "must be a UUID") }
            self.id = id
        } else {
            id = UUID()
        }
    }

    /// As they stand in the job.
    var members: JSONObject {
        JSONObject([
            JSONMember("format", .string(format.rawValue)), JSONMember("dry_run", .bool(isDryRun)),
            JSONMember("upsert_by", .optional(upsertBy)), JSONMember("on_error", .string(faultyRows.rawValue)),
        ])
    }

    private static func format(_ query: QueryParameters, _ contentType: String?) throws(BulkError) -> BulkFormat {
        if let name = query.all("format").last {
            guard let format = BulkFormat(rawValue: name) else { throw .invalidParameter("format", "must be csv or jsonl") }
            return format
        }
        guard let format = contentType.flatMap(BulkFormat.init(contentType:)) else { throw .unknownFormat }
        return format
    }

    private static func choice<Value>(
        _ name: String, _ query: QueryParameters, _ values: [String: Value], default value: Value
    ) throws(BulkError) -> Value {
        guard let text = query.all(name).last else { return value }
        guard let value = values[text] else {
            throw .invalidParameter(name, "must be \(values.keys.sorted().joined(separator: " or "))")
        }
        return value
    }
}
