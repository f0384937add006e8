import Contracts

/// A column as a statement that makes it spells it.
struct ColumnDefinition: Sendable, Equatable {
    let name: String
    let type: ColumnType
    var isRequired = false
    /// An SQL expression made of quoted constants; nil for none.
    var preset: String?

    func sql(in schema: String) -> String {
        var text = "\(SQLIdentifier.quote(name)) \(type.sql(in: schema))"
        if isRequired { text += " NOT NULL" }
        if let preset { text += " DEFAULT \(preset)" }
        return text
    }
}

enum ColumnType: Sendable, Equatable {
    case builtIn(StaticSQLType)
    case enumeration(EnumDefinition)
    case enumerationArray(EnumDefinition)

    func sql(in schema: String) -> String {
        switch self {
        case .builtIn(let type): type.rawValue
        case .enumeration(let type): type.sql(in: schema)
        case .enumerationArray(let type): type.sql(in: schema) + "[]"
        }
    }

    var enumeration: EnumDefinition? {
        switch self {
        case .builtIn: nil
        case .enumeration(let type), .enumerationArray(let type): type
        }
    }
}

/// PostgreSQL's own types that fields are stored in.
enum StaticSQLType: String, Sendable {
    case uuid, text, numeric, boolean, timestamptz, date, jsonb
    case double = "double precision"
    case textArray = "text[]"
}

/// The enum type of one column.
struct EnumDefinition: Sendable, Equatable {
    let name: String
    let values: [String]

    func sql(in schema: String) -> String { "\(SQLIdentifier.quote(schema)).\(SQLIdentifier.quote(name))" }

    var valueList: String { values.map(SQLIdentifier.literal).joined(separator: ", ") }
}
