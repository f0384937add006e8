import Contracts
import FoundationEssentials

/// Who reads or writes records, and what they may.
struct Caller: Sendable {
    let identity: Identity
    let permissions: Permissions

    /// Whom the records name as their author.
    enum Identity: Sendable, Equatable {
        /// A person: shown as the workspace's member of that account, or by the address when there is none.
        case user(account: UUID, email: String)
        /// A program, under its key's name.
        case apiKey(id: UUID, name: String)
    }

    init(_ principal: TenantPrincipal, _ permissions: Permissions) {
        identity =
            switch principal {
            case .user(let user): .user(account: user.accountID, email: user.email)
            case .apiKey(let key): .apiKey(id: key.keyID, name: key.name)
            }
        self.permissions = permissions
    }
}
