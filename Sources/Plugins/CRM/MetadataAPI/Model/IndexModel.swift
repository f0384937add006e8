import FoundationEssentials

/// An index as its row in `"indexMetadata"` has it.
struct IndexModel: Sendable, Equatable {
    enum Method: String, Sendable {
        case btree = "BTREE"
        case gin = "GIN"
    }

    let name: String
    let objectID: UUID
    let field: FieldModel
    var isUnique = false
    var method = Method.btree

    /// A composite field stands for the columns that take part in unique indexes.
    var columns: [String] { isUnique ? field.uniqueColumns ?? [] : [field.storedName] }
}
