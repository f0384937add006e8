import FoundationEssentials

/// A field as the engine works with it.
struct FieldDescription: Sendable {
    let name: String
    let type: FieldType
    let isNullable: Bool
    let hasDefault: Bool
    /// The values of a select field, in the order of its enum type.
    let options: [String]
    let relation: Relation?
    /// The columns it is stored in; none for a one-to-many relation.
    let columns: [Column]

    struct Column: Sendable {
        let name: String
        let cell: CellKind
        /// The part of a composite that it holds.
        let subField: SubField?
    }

    enum Relation: Sendable {
        case manyToOne
        case oneToMany
    }

    init(
        name: String, type: FieldType, isNullable: Bool, hasDefault: Bool, options: [String] = [], relation: Relation? = nil
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.hasDefault = hasDefault
        self.options = options
        self.relation = relation
        columns = Self.columns(of: name, type: type, relation: relation)
    }

    /// The key under which the field is read and written: a relation goes by its join column.
    var key: String { relation == .manyToOne ? columns[0].name : name }

    private static func columns(of name: String, type: FieldType, relation: Relation?) -> [Column] {
        switch relation {
        case .oneToMany: return []
        case .manyToOne: return [Column(name: name + "Id", cell: type.cell, subField: nil)]
        case nil: break
        }
        guard let parts = type.subFields else { return [Column(name: name, cell: type.cell, subField: nil)] }
        return parts.map { part in
            Column(name: name + part.name.prefix(1).uppercased() + part.name.dropFirst(), cell: part.cell, subField: part)
        }
    }
}
