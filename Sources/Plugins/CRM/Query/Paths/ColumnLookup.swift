/// Finds the column that a dotted path of a request means: `jobTitle`, `companyId`, `emails.primaryEmail`, `company.name`,
/// `company.address.addressCity`. One relation can be followed, and what the caller may not read cannot be named.
struct ColumnLookup: Sendable {
    let object: ObjectDescription
    let catalogue: Catalogue
    let permissions: Permissions

    /// Why a path means no column. What is said of it depends on what the path was for.
    enum Miss: Error {
        case unknownField(String, of: ObjectDescription)
        case unknownSubField(String, of: FieldDescription)
        /// The path ends at a composite.
        case missingSubField(of: FieldDescription)
        /// The path ends at a relation that leads to `target`.
        case missingField(relation: FieldDescription, target: ObjectDescription)
        case oneToMany(FieldDescription)
        /// A relation of the record that a relation led to.
        case secondRelation(FieldDescription)
        /// The path goes on behind a column.
        case surplus(String, behind: ColumnPath)
        case unreadableObject(ObjectDescription)
        case unreadableField(FieldDescription, of: ObjectDescription)
    }

    func column(_ path: [String]) throws(Miss) -> ColumnPath {
        guard let name = path.first, let relation = object.field(named: name), relation.isManyToOne else {
            return try column(path[...], of: object)
        }
        guard permissions.canRead(relation, of: object) else { throw .unreadableField(relation, of: object) }
        guard let target = catalogue.target(of: relation) else { throw .unknownField(name, of: object) }
        guard permissions.allows(.read, on: target) else { throw .unreadableObject(target) }
        guard path.count > 1 else { throw .missingField(relation: relation, target: target) }
        return try column(path.dropFirst(), through: relation, of: target)
    }

    private func column(
        _ path: ArraySlice<String>, through relation: FieldDescription? = nil, of object: ObjectDescription
    ) throws(Miss) -> ColumnPath {
        let name = path.first ?? ""
        guard let field = object.field(named: name) ?? object.relation(joinedBy: name) else {
            throw .unknownField(name, of: object)
        }
        guard permissions.canRead(field, of: object) else { throw .unreadableField(field, of: object) }
        if field.isOneToMany { throw .oneToMany(field) }
        if field.isManyToOne, field.name == name { throw .secondRelation(field) }
        let rest = path.dropFirst()
        let found = ColumnPath(through: relation, object: object, field: field, column: try column(of: field, part: rest.first))
        let surplus = found.column.subField == nil ? rest : rest.dropFirst()
        if let more = surplus.first { throw .surplus(more, behind: found) }
        return found
    }

    /// The column of a field, or of the part of a composite one.
    private func column(of field: FieldDescription, part: String?) throws(Miss) -> FieldDescription.Column {
        if field.type.subFields == nil, let column = field.columns.first { return column }
        guard let part else { throw .missingSubField(of: field) }
        guard let column = field.column(ofPart: part) else { throw .unknownSubField(part, of: field) }
        return column
    }
}
