import FoundationEssentials

/// A field as the engine works with it.
struct FieldDescription: Sendable {
    /// Its id in the metadata.
    let id: UUID
    let name: String
    let type: FieldType
    let isNullable: Bool
    let hasDefault: Bool
    /// One of those that every object has; it can be neither grouped by, but for its dates, nor merged.
    let isSystem: Bool
    /// Added to the workspace by its users.
    let isCustom: Bool
    /// The values of a select field, in the order of its enum type.
    let options: [String]
    /// A number that is meant to have decimals, as its settings say. What is taken does not depend on it.
    let hasDecimals: Bool
    let relation: Relation?
    /// The columns it is stored in; none for a one-to-many relation.
    let columns: [Column]

    struct Column: Sendable {
        let name: String
        let cell: CellKind
        /// The part of a composite that it holds.
        let subField: SubField?
    }

    /// How the records of two objects belong together.
    struct Relation: Sendable, Equatable {
        enum Kind: Sendable {
            /// The record names one of the target's by its own join column.
            case manyToOne
            /// Records of the target name this one by theirs.
            case oneToMany
        }

        let kind: Kind
        /// The object at the other end, by its id in the metadata.
        let target: UUID
        /// The column that joins both: this object's own for many-to-one, the target's for one-to-many.
        let joinColumn: String
    }

    init(
        id: UUID = UUID(), name: String, type: FieldType, isNullable: Bool, hasDefault: Bool, isSystem: Bool = false,
        isCustom: Bool = false, options: [String] = [], hasDecimals: Bool = false, relation: Relation? = nil
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.hasDefault = hasDefault
        self.isSystem = isSystem
        self.isCustom = isCustom
        self.options = options
        self.hasDecimals = hasDecimals
        self.relation = relation
        columns = Self.columns(of: name, type: type, relation: relation)
    }

    /// The key under which the field is read and written: a relation goes by its join column.
    var key: String { isManyToOne ? columns[0].name : name }

    var isManyToOne: Bool { relation?.kind == .manyToOne }
    var isOneToMany: Bool { relation?.kind == .oneToMany }

    /// The column that holds the composite's part `name`; nil when it has none of that name.
    func column(ofPart name: String) -> Column? { columns.first { $0.subField?.name == name } }

    private static func columns(of name: String, type: FieldType, relation: Relation?) -> [Column] {
        switch relation?.kind {
        case .oneToMany: return []
        case .manyToOne: return [Column(name: relation?.joinColumn ?? name + "Id", cell: type.cell, subField: nil)]
        case nil: break
        }
        guard let parts = type.subFields else { return [Column(name: name, cell: type.cell, subField: nil)] }
        return parts.map { part in
            Column(name: name + part.name.prefix(1).uppercased() + part.name.dropFirst(), cell: part.cell, subField: part)
        }
    }
}
