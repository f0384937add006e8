import FoundationEssentials

/// An object of a workspace, compiled: how its records are stored, read and written.
final class ObjectDescription: Sendable {
    let id: UUID
    let singular: String
    let plural: String
    let isCustom: Bool
    /// One of the workspace's own housekeeping, such as the targets of notes.
    let isSystem: Bool
    let table: String
    let fields: [FieldDescription]
    /// Sets of fields whose values, taken together, no two records share: `id`, and those of every unique index.
    let uniqueKeys: [[FieldDescription]]
    /// Sets of columns by which two records count as the same; none for an object without criteria.
    let duplicateCriteria: [[String]]
    /// The field that a record is called by, and the one that holds its picture; nil when the object has none.
    let labelField: String?
    let imageField: String?
    /// A record with everything it has.
    let shape: RecordShape
    let statements: RecordStatements
    private let fieldsByName: [String: FieldDescription]
    private let fieldsByJoinColumn: [String: FieldDescription]

    init(
        id: UUID, singular: String, plural: String, isCustom: Bool, isSystem: Bool = false, fields: [FieldDescription],
        uniqueIndexes: [[String]] = [], duplicateCriteria: [[String]] = [], labelField: UUID? = nil, imageField: UUID? = nil
    ) {
        self.id = id
        self.singular = singular
        self.plural = plural
        self.isCustom = isCustom
        self.isSystem = isSystem
        self.fields = fields
        self.duplicateCriteria = duplicateCriteria
        self.labelField = fields.first { $0.id == labelField }?.name
        self.imageField = fields.first { $0.id == imageField }?.name
        table = isCustom ? "_" + singular : singular
        let shape = RecordShape(fields)
        self.shape = shape
        statements = RecordStatements(table: table, objectID: id, selectList: shape.selectList)
        let byName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        fieldsByName = byName
        uniqueKeys = ([["id"]] + uniqueIndexes).compactMap { names in
            let key = names.compactMap { byName[$0] }
            return key.isEmpty || key.count < names.count ? nil : key
        }
        fieldsByJoinColumn = Dictionary(
            fields.filter(\.isManyToOne).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func field(named name: String) -> FieldDescription? { fieldsByName[name] }

    /// The many-to-one relation whose join column is `name`.
    func relation(joinedBy name: String) -> FieldDescription? { fieldsByJoinColumn[name] }

    /// The column of that name and the field it belongs to.
    func column(named name: String) -> (field: FieldDescription, column: FieldDescription.Column)? {
        for field in fields {
            if let column = field.columns.first(where: { $0.name == name }) { return (field, column) }
        }
        return nil
    }

    /// `createPerson`, `deletePerson`: the key of an answer's data.
    func key(_ verb: String) -> String { verb + Self.capitalized(singular) }

    /// `createPeople`, `deletePeople`: the key of an answer about many.
    func keyOfMany(_ verb: String) -> String { verb + Self.capitalized(plural) }

    private static func capitalized(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}
