import Contracts

/// The body of a write, checked against the object's fields and turned into column values in the order of the fields.
///
/// The order is the object's and not the body's, so that bodies with the same keys make the same statement.
struct RecordInput {
    enum Operation {
        case create, update
    }

    private(set) var values: [ColumnValue] = []
    /// Relations whose records have yet to be found; their columns are not among the values.
    private(set) var connections: [Connection] = []
    /// The body says where the record goes; without a word of it a new one goes to the front.
    private(set) var isPositionGiven = false
    let operation: Operation
    private let catalogue: Catalogue?

    /// - Parameter catalogue: where the objects are that relations can be connected to; without one, connecting is refused.
    init(
        _ body: JSONObject, for object: ObjectDescription, operation: Operation, in catalogue: Catalogue? = nil
    ) throws(CRMError) {
        self.operation = operation
        self.catalogue = catalogue
        for name in body.names where object.field(named: name) == nil && object.relation(joinedBy: name) == nil {
            throw .invalidInput(.unknownField(name, object: object.singular))
        }
        for field in object.fields {
            if field.relation != nil {
                try readRelation(field, in: body)
            } else if let value = body[field.name] {
                if field.type == .position { isPositionGiven = true }
                try read(field, value)
            } else if field.type == .position, operation == .create {
                values.append(ColumnValue(field.name, .firstPosition))
            }
        }
    }

    /// The columns that are written with a value that the input itself says.
    var bound: [String: SQLValue] {
        Dictionary(
            values.compactMap { value in
                if case .bound(let bound) = value.value { (value.column, bound) } else { nil }
            }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func readRelation(_ field: FieldDescription, in body: JSONObject) throws(CRMError) {
        if let value = body[field.name] {
            guard field.isManyToOne else { throw .invalidInput(.oneToMany(field: field.name)) }
            guard body[field.key] == nil, case .object(let operations) = value, operations.members.count == 1 else {
                throw .invalidInput(.relationNeedsOperation(field: field.name))
            }
            if let connect = operations["connect"] { return try self.connect(field, connect) }
            guard operations["disconnect"] == true else { throw .invalidInput(.relationNeedsOperation(field: field.name)) }
            values.append(ColumnValue(field.key, .null))
        }
        if field.isManyToOne, let value = body[field.key] {
            values.append(ColumnValue(field.key, try ScalarInput(field: field.key).uuid(value)))
        }
    }

    private mutating func connect(_ relation: FieldDescription, _ value: JSONValue) throws(CRMError) {
        guard let catalogue else { throw .invalidInput(.connectUnavailable(relation: relation.name, column: relation.key)) }
        guard let target = catalogue.target(of: relation) else {
            throw .invalidInput(.relationNeedsOperation(field: relation.name))
        }
        connections.append(try Connection(relation, to: target, value))
    }

    private mutating func read(_ field: FieldDescription, _ value: JSONValue) throws(CRMError) {
        if field.type == .searchVector { throw .invalidInput(.readOnly(field: field.name)) }
        if isTold(field, insteadOf: value) { return }
        if field.name == "id" {
            guard operation == .create else { throw .invalidInput(.readOnly(field: field.name)) }
            guard case .string(let text) = value else { throw ScalarInput(field: field.name).wrong("UUID", value) }
            guard let id = RecordID.parse(text) else { throw .invalidInput(.invalidUUID(String(text.prefix(200)))) }
            values.append(ColumnValue("id", .uuid(id)))
            return
        }
        if value == .null, !field.isNullable {
            guard field.hasDefault else { throw .invalidInput(.missingValue(field: field.name)) }
            values += field.columns.map { ColumnValue($0.name, .standard) }
        } else if field.type.subFields != nil {
            values += try CompositeInput(field: field, operation: operation).columns(of: value)
        } else {
            values.append(try ScalarInput(field: field.name).column(field, value))
        }
    }

    /// Who writes and when is told by the host, whatever the body says; and who created when the body does not say.
    private func isTold(_ field: FieldDescription, insteadOf value: JSONValue) -> Bool {
        switch field.name {
        case "updatedBy": true
        case "updatedAt": operation == .update
        case "createdBy": operation == .create && value == .null
        default: false
        }
    }
}
