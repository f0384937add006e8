import Contracts
import Testing

@testable import AdminPlugin

@Suite struct TenantFilterTests {
    @Test func wildcardsInASearchStandForThemselves() {
        let condition = TenantFilter(search: #"50%_\"#).condition
        #expect(condition.values == [.text(#"%50\%\_\\%"#), .text(#"%50\%\_\\%"#)])
    }

    @Test func whateverIsSearchedForIsBoundAndNeverText() {
        let attack = "'; DROP TABLE tenant; --"
        let condition = TenantFilter(status: .active, plan: "pro", search: attack).condition
        #expect(condition.text == "TRUE AND status = $1 AND plan = $2 AND (name ILIKE $3 OR slug ILIKE $4)")
    }

    @Test func differentFiltersHaveDifferentFingerprints() {
        let filters = [
            TenantFilter(), TenantFilter(plan: "a"), TenantFilter(search: "a"), TenantFilter(plan: "a", search: "b"),
            TenantFilter(plan: "a,1:b"), TenantFilter(search: "-"), TenantFilter(status: .active),
        ]
        #expect(Set(filters.map(\.list)).count == filters.count)
    }
}
