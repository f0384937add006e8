import Contracts
import Testing

@Suite struct RolesTests {
    @Test func tenantRolesRiseFromViewerToOwner() {
        #expect(TenantRole.allCases.sorted() == [.viewer, .member, .admin, .owner])
    }

    @Test func superadminIsAboveOperator() {
        #expect(OperatorRole.operator < .superadmin)
        #expect(!(OperatorRole.superadmin < .operator) && !(OperatorRole.operator < .operator))
    }
}
