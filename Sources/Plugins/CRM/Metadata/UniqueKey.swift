import Contracts

/// Columns whose values, taken together, no two records share.
struct UniqueKey: Sendable {
    struct Part: Sendable {
        let field: FieldDescription
        let column: FieldDescription.Column
    }

    let parts: [Part]

    /// Nil when a field has no part in a unique index.
    init?(_ fields: [FieldDescription]) {
        let parts = fields.map { field in
            field.columns.filter { Self.isIndexed($0, of: field) }.map { Part(field: field, column: $0) }
        }
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.parts = parts.flatMap(\.self)
    }

    /// Of a composite only what identifies it is in the index.
    private static func isIndexed(_ column: FieldDescription.Column, of field: FieldDescription) -> Bool {
        guard let part = column.subField?.name else { return true }
        switch field.type {
        case .emails: return part == "primaryEmail"
        case .links: return part == "primaryLinkUrl"
        case .phones: return part.hasPrefix("primaryPhone")
        default: return false
        }
    }
}

extension UniqueKey.Part {
    /// `emails.primaryEmail`, `id`: as messages name it.
    var path: String { column.subField.map { "\(field.name).\($0.name)" } ?? field.key }
}

extension ObjectDescription {
    /// By which values records are found when they are upserted or connected; the id comes first.
    var uniqueColumns: [UniqueKey] { uniqueKeys.compactMap(UniqueKey.init) }
}

extension UniqueKey {
    /// A value of a key as text.
    static func text(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): text
        case .uuid(let uuid): uuid.canonical
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .bool(let flag): String(flag)
        case .null, .bytes, .textArray: ""
        }
    }
}
