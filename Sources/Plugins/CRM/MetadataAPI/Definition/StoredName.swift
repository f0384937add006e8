import Contracts
import FoundationEssentials

/// The names of what stands beside a table: made by Twenty's recipe, so that they fit whatever length and say nothing twice.
struct StoredName {
    let cryptography: any Cryptography

    /// - Parameter fields: field names, of relations the join columns, in the order of the index.
    func index(_ table: String, _ fields: [String], isUnique: Bool = false) -> String {
        (isUnique ? "IDX_UNIQUE_" : "IDX_") + hash(table + fields.joined())
    }

    /// Keys are named for what they belong to, whatever that is called: nothing asks for them by name.
    func foreignKey(_ field: UUID) -> String { "FK_" + hash(field.canonical) }

    func primaryKey(_ object: UUID) -> String { "PK_" + hash(object.canonical) }

    /// For a type on its way out.
    func retired(_ type: String) -> String { "retired_" + hash(type) }

    private func hash(_ text: String) -> String { String(TextEncoding.hex(cryptography.sha256(Array(text.utf8))).prefix(27)) }
}
