import Contracts
import Testing

@Suite struct TenantStatusTests {
    private static let allowed: [TenantStatus: Set<TenantStatus>] = [
        .pending: [.active, .failed, .deleting], .active: [.suspended, .deleting], .suspended: [.active, .deleting],
        .failed: [.deleting], .deleting: [.deleted], .deleted: [],
    ]

    @Test(arguments: TenantStatus.allCases, TenantStatus.allCases)
    func onlyTheListedChangesAreAllowed(from: TenantStatus, to: TenantStatus) throws {
        #expect(try from.mayBecome(to) == #require(Self.allowed[from]).contains(to))
    }
}
