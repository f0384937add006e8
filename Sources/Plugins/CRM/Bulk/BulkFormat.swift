import Contracts

/// How the rows of an import or an export are written.
enum BulkFormat: String, Sendable, CaseIterable {
    /// RFC 4180 in UTF-8, with a header row.
    case csv
    /// One JSON object a line.
    case jsonLines = "jsonl"

    var contentType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .jsonLines: "application/x-ndjson"
        }
    }

    /// The format that a `Content-Type` names; nil for any other type, and for a character set other than UTF-8.
    init?(contentType: String) {
        let parts = contentType.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\"" } }
        let isUTF8 = parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" || $0 == "charset=utf8" }
        switch parts.first {
        case "text/csv" where isUTF8: self = .csv
        case "application/x-ndjson" where isUTF8, "application/jsonl" where isUTF8, "application/x-jsonlines" where isUTF8:
            self = .jsonLines
        default: return nil
        }
    }
}
