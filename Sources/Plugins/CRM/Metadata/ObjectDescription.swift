import FoundationEssentials

/// An object of a workspace, compiled: how its records are stored, read and written.
final class ObjectDescription: Sendable {
    let id: UUID
    let singular: String
    let plural: String
    let table: String
    let fields: [FieldDescription]
    let template: RecordTemplate
    let statements: RecordStatements
    private let fieldsByName: [String: FieldDescription]
    private let fieldsByJoinColumn: [String: FieldDescription]

    init(id: UUID, singular: String, plural: String, isCustom: Bool, fields: [FieldDescription]) {
        self.id = id
        self.singular = singular
        self.plural = plural
        self.fields = fields
        table = isCustom ? "_" + singular : singular
        template = RecordTemplate(fields)
        statements = RecordStatements(table: table, objectID: id, fields: fields)
        fieldsByName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        fieldsByJoinColumn = Dictionary(
            fields.filter { $0.relation == .manyToOne }.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func field(named name: String) -> FieldDescription? { fieldsByName[name] }

    /// The many-to-one relation whose join column is `name`.
    func relation(joinedBy name: String) -> FieldDescription? { fieldsByJoinColumn[name] }

    /// `createPerson`, `deletePerson`: the key of an answer's data.
    func key(_ verb: String) -> String { verb + singular.prefix(1).uppercased() + singular.dropFirst() }
}
