import Contracts

/// What a caller may do with which objects and fields: what the role in the registry allows, as far as a role of the workspace's own
/// leaves it.
struct Permissions: Sendable {
    /// How a role of the workspace's own narrows the one in the registry.
    enum Narrowing: Sendable {
        case none
        case to(CustomRole)
        /// The role that was given is no longer there: nothing is left.
        case toNothing
    }

    let role: TenantRole
    private let narrowing: Narrowing

    init(role: TenantRole, narrowing: Narrowing = .none) {
        self.role = role
        self.narrowing = narrowing
    }

    /// Whether a role of the workspace's own takes anything away.
    var isNarrowed: Bool { if case .none = narrowing { false } else { true } }

    func allows(_ operation: RecordOperation, on object: ObjectDescription) -> Bool {
        guard operation == .read || role >= .member, object.isOpen(to: operation, by: role) else { return false }
        return switch narrowing {
        case .none: true
        case .to(let custom): custom.allows(operation, on: object)
        case .toNothing: false
        }
    }

    /// - Throws: `CRMError.notPermitted`.
    func require(_ operation: RecordOperation, on object: ObjectDescription) throws(CRMError) {
        guard allows(operation, on: object) else { throw .notPermitted }
    }

    /// Whether the workspace's objects, fields and roles may be changed.
    var canUpdateSettings: Bool {
        guard role >= .admin else { return false }
        return switch narrowing {
        case .none: true
        case .to(let custom): custom.canUpdateSettings
        case .toNothing: false
        }
    }

    /// Taking records in and out by the thousand is a right besides those on the records.
    ///
    /// - Throws: `CRMError.notPermitted`.
    func requireTools() throws(CRMError) {
        switch narrowing {
        case .none: break
        case .to(let custom): guard custom.canUseTools else { throw .notPermitted }
        case .toNothing: throw .notPermitted
        }
    }

    /// Whether the field may be seen, and so be filtered, ordered and grouped by.
    func canRead(_ field: FieldDescription, of object: ObjectDescription) -> Bool {
        switch narrowing {
        case .none: true
        case .to(let custom): custom.allows(.read, on: object) && custom.canRead(field, of: object)
        case .toNothing: false
        }
    }

    /// - Throws: `CRMError.fieldNotReadable`.
    func requireReadable(_ field: FieldDescription, of object: ObjectDescription) throws(CRMError) {
        guard canRead(field, of: object) else { throw .fieldNotReadable(field.name, object: object.singular) }
    }

    func canUpdate(_ field: FieldDescription, of object: ObjectDescription) -> Bool {
        guard object.isOpen(field) else { return false }
        return switch narrowing {
        case .none: true
        case .to(let custom): custom.canUpdate(field, of: object)
        case .toNothing: false
        }
    }

    /// - Throws: `CRMError.fieldNotPermitted` for the first of the fields that may not be written.
    func requireWritable(_ names: [String], of object: ObjectDescription) throws(CRMError) {
        for name in names {
            guard let field = object.field(named: name) ?? object.relation(joinedBy: name) else { continue }
            guard canUpdate(field, of: object) else { throw .fieldNotPermitted(name, object: object.singular) }
        }
    }

    /// What the caller sees of a record.
    func shape(of object: ObjectDescription) -> RecordShape {
        if case .to(let custom) = narrowing { custom.shape(of: object) } else { object.shape }
    }
}
