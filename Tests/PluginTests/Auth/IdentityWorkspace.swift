import Contracts
import FoundationEssentials
import Synchronization

/// A workspace that keeps its members in memory and can be told to fail.
final class IdentityWorkspace: WorkspaceMembership {
    let members = Mutex<[UUID: WorkspaceMember]>([:])
    let isBroken = Atomic(false)

    func admit(_ member: WorkspaceMember, on connection: any DatabaseConnection) async throws {
        guard !isBroken.load(ordering: .relaxed) else { throw DatabaseError.connectionLost }
        members.withLock { $0[member.accountID] = $0[member.accountID] ?? member }
    }

    func dismiss(_ account: UUID, on connection: any DatabaseConnection) async throws {
        guard !isBroken.load(ordering: .relaxed) else { throw DatabaseError.connectionLost }
        members.withLock { $0[account] = nil }
    }

    func forget() { members.withLock { $0 = [:] } }

    var names: [String] { members.withLock { $0.values.map { "\($0.email) \($0.name.first) \($0.name.last)" } } }
}
