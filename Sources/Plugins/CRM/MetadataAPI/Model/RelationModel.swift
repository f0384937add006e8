import FoundationEssentials

/// One end of a relation.
struct RelationModel: Sendable, Equatable {
    enum Kind: String, Sendable {
        case manyToOne = "MANY_TO_ONE"
        case oneToMany = "ONE_TO_MANY"
    }

    /// What becomes of a record whose target is deleted.
    enum DeleteAction: String, Sendable {
        case cascade = "CASCADE"
        case setNull = "SET_NULL"
        case restrict = "RESTRICT"
        case noAction = "NO_ACTION"
    }

    let kind: Kind
    /// Of the many-to-one end; nil at the other.
    let deleteAction: DeleteAction?
    let targetObject: UUID
    let targetField: UUID
}
