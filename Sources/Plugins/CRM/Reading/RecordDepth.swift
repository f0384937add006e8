import Contracts

/// How far an answer follows relations.
enum RecordDepth: String, Sendable {
    /// The records alone.
    case records = "0"
    /// Each record with those that its relations lead to.
    case relations = "1"

    /// - Throws: `CRMError.invalidDepth` for anything but 0 and 1; an empty parameter counts as absent.
    init(_ query: QueryParameters) throws(CRMError) {
        guard let text = query.joined("depth"), !text.isEmpty else {
            self = .records
            return
        }
        guard let depth = RecordDepth(rawValue: text) else { throw .invalidDepth(String(text.prefix(200))) }
        self = depth
    }
}
