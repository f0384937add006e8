import Contracts
import FoundationEssentials
import Synchronization

/// A role that a workspace made for itself, compiled. It is immutable but for what it remembers of its own answers.
final class CustomRole: Sendable {
    /// What may be done with the records of an object.
    struct Rights: Sendable, Equatable {
        var read: Bool
        var update: Bool
        var softDelete: Bool
        var destroy: Bool

        /// Who may not read records may not do anything else to them.
        func allow(_ operation: RecordOperation) -> Bool {
            switch operation {
            case .read: read
            case .create, .update: read && update
            case .softDelete, .restore: read && softDelete
            case .destroy: read && destroy
            }
        }
    }

    /// The fields of one object, by their ids, that are closed.
    struct ClosedFields: Sendable, Equatable {
        var hidden: Set<UUID> = []
        var readOnly: Set<UUID> = []
    }

    let canUpdateSettings: Bool
    let canUseTools: Bool
    private let rights: Rights
    private let rightsByObject: [UUID: Rights]
    private let closedFields: [UUID: ClosedFields]
    private let shapes = Mutex<[UUID: (object: ObjectDescription, shape: RecordShape)]>([:])

    /// - Parameters:
    ///   - rights: on objects for which nothing else is said.
    ///   - rightsByObject: by the id of the object in the metadata, as are the closed fields.
    init(
        rights: Rights, rightsByObject: [UUID: Rights] = [:], closedFields: [UUID: ClosedFields] = [:],
        canUpdateSettings: Bool = false, canUseTools: Bool = false
    ) {
        self.rights = rights
        self.rightsByObject = rightsByObject
        self.closedFields = closedFields
        self.canUpdateSettings = canUpdateSettings
        self.canUseTools = canUseTools
    }

    func allows(_ operation: RecordOperation, on object: ObjectDescription) -> Bool {
        guard object.hasRightsOfItsOwn else { return true }
        return (rightsByObject[object.id] ?? rights).allow(operation)
    }

    /// A search vector is made of other fields' words: it is hidden with any of them.
    func canRead(_ field: FieldDescription, of object: ObjectDescription) -> Bool {
        guard let closed = closedFields[object.id], !closed.hidden.isEmpty else { return true }
        return !closed.hidden.contains(field.id) && field.type != .searchVector
    }

    /// Writing when a record was deleted is deleting it, or bringing it back.
    func canUpdate(_ field: FieldDescription, of object: ObjectDescription) -> Bool {
        if field.name == "deletedAt", !allows(.softDelete, on: object) { return false }
        guard let closed = closedFields[object.id] else { return true }
        return !closed.hidden.contains(field.id) && !closed.readOnly.contains(field.id)
    }

    /// What is left of a record, made once for each description of the object.
    func shape(of object: ObjectDescription) -> RecordShape {
        guard let closed = closedFields[object.id], !closed.hidden.isEmpty else { return object.shape }
        if let known = shapes.withLock({ $0[object.id] }), known.object === object { return known.shape }
        let shape = RecordShape(object.fields.filter { canRead($0, of: object) })
        shapes.withLock { $0[object.id] = (object, shape) }
        return shape
    }
}
