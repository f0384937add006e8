public import FoundationEssentials

/// A tenant's members as its own database knows them: those whom records name as their authors. The CRM plugin lends it.
///
/// The registry decides who is a member; this follows it. Both calls leave alone what is already so, which makes them safe to
/// repeat, and both work within the caller's transaction on the tenant's own database.
public protocol WorkspaceMembership: Sendable {
    /// Has the member in the workspace: a new one, or the one that they were before.
    func admit(_ member: WorkspaceMember, on connection: any DatabaseConnection) async throws

    /// Takes the account out of the workspace. What it wrote keeps its author.
    func dismiss(_ account: UUID, on connection: any DatabaseConnection) async throws
}

/// An account that joins a workspace.
public struct WorkspaceMember: Sendable, Equatable {
    public let accountID: UUID
    public let email: EmailAddress
    public let name: PersonName

    public init(accountID: UUID, email: EmailAddress, name: PersonName) {
        self.accountID = accountID
        self.email = email
        self.name = name
    }
}
