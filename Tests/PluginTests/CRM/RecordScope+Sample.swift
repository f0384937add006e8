import Contracts
import FoundationEssentials
import TestSupport

@testable import CRMPlugin

extension RecordScope {
    /// A member's scope on an object of a catalogue without a database.
    static func sample(_ object: ObjectDescription) -> RecordScope {
        let principal = UserPrincipal(
            accountID: UUID(), email: "ada@example.com", tenantID: .random(), role: .member, sessionID: UUID())
        return RecordScope(
            catalogue: Catalogue(fingerprint: "", objects: [object]), object: object,
            caller: Caller(.user(principal), Permissions(role: .member)), database: UnreachableDatabase())
    }
}
