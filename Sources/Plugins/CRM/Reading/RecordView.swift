import Contracts

/// What an answer shows of an object's records: which fields, and which relations with the records they lead to.
struct RecordView: Sendable {
    let object: ObjectDescription
    /// What is read of the records themselves.
    let shape: RecordShape
    /// The statements that read it.
    let statements: RecordStatements
    /// Without those whose target the caller may not read.
    let expansions: [Expansion]
    /// The object has more fields than an answer without a selection shows.
    let isCapped: Bool

    /// Reads `depth` and `fields`; what the caller may not see is not part of the view.
    ///
    /// - Throws: `CRMError.invalidDepth` or `.invalidFields`.
    init(_ query: QueryParameters, in scope: RecordScope) throws(CRMError) {
        let depth = try RecordDepth(query)
        let object = scope.object
        let readable = scope.permissions.shape(of: object)
        self.object = object
        if let selection = try FieldSelection(query) {
            shape = RecordShape(try selection.fields(among: readable.fields, of: object, at: depth))
            isCapped = false
        } else {
            isCapped = readable.fields.count > FieldCap.most
            shape = isCapped ? RecordShape(FieldCap.kept(of: readable.fields, in: object)) : readable
        }
        statements = Self.statements(of: object, shape)
        expansions = depth == .relations ? Self.expansions(of: shape.fields, in: scope) : []
    }

    /// The records as they are, with all that the caller may see.
    init(of scope: RecordScope) {
        object = scope.object
        shape = scope.permissions.shape(of: scope.object)
        statements = Self.statements(of: object, shape)
        expansions = []
        isCapped = false
    }

    /// The records' ids alone.
    init(idsOf scope: RecordScope) {
        object = scope.object
        shape = RecordShape(object.fields.filter { $0.name == "id" })
        statements = Self.statements(of: object, shape)
        expansions = []
        isCapped = false
    }

    /// The object's own, when nothing is left out.
    private static func statements(of object: ObjectDescription, _ shape: RecordShape) -> RecordStatements {
        if shape.fields.count == object.fields.count { return object.statements }
        return RecordStatements(table: object.table, objectID: object.id, selectList: shape.selectList)
    }

    private static func expansions(of fields: [FieldDescription], in scope: RecordScope) -> [Expansion] {
        fields.compactMap { field in
            guard field.relation != nil, let target = scope.catalogue.target(of: field),
                scope.permissions.allows(.read, on: target)
            else { return nil }
            return scope.catalogue.expansion(of: field, to: target, scope.permissions.shape(of: target))
        }
    }
}
