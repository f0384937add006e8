import Contracts

/// Why the workspace's roles were not changed.
enum RoleError: Error, Equatable {
    case notFound
    case labelTaken
    case inUse
    case notEditable
    case notAssignable
    case unknownMember
    /// The caller's own role does not leave them the workspace's administration.
    case administrationClosed
    /// Rights to write records were given without the right to read them.
    case writingNeedsReading
}

extension RoleError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.roleNotFound, "The organization has no such role.")
        case .labelTaken: Problem(.roleExists, "Another role of the organization has this name.")
        case .inUse: Problem(.roleInUse, "Members have this role. Give them another one first.")
        case .notEditable: Problem(.roleNotEditable, "The standard roles stay as they are.")
        case .notAssignable: Problem(.roleNotEditable, "This role cannot be given to members.")
        case .unknownMember: Problem(.memberNotFound, "The organization has no such member.")
        case .administrationClosed:
            Problem(.insufficientRole, "Your role in the organization does not allow this change.")
        case .writingNeedsReading:
            Problem(.validationFailed, "Who may not read records can have no right to write, delete or destroy them.")
        }
    }
}

extension RoleError {
    /// What the constraint that PostgreSQL names stands for; nil for any other.
    init?(_ diagnostic: ServerDiagnostic) {
        switch diagnostic.constraint {
        case "role_label_unique": self = .labelTaken
        case "role_writing_needs_reading", "objectPermission_writing_needs_reading": self = .writingNeedsReading
        case "roleTarget_roleId_fkey": self = .inUse
        default: return nil
        }
    }
}
