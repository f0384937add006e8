import Contracts
import Testing

@Suite struct FailureBudgetTests {
    @Test(arguments: [("0", 0), ("3", 3), ("0%", 0), ("1%", 1), ("5%", 5), ("100%", 100)])
    func aHundredTenantsMayFailSoOften(text: String, allowance: Int) throws {
        let budget = try #require(FailureBudget(text))
        #expect(budget.allowance(of: 100) == allowance)
        #expect(budget.description == text)
    }

    /// A share of few is one, and of none nothing.
    @Test(arguments: [(0, 0), (1, 1), (19, 1), (20, 1), (21, 2)])
    func aShareIsRoundedUp(total: Int, allowance: Int) { #expect(FailureBudget.percent(5).allowance(of: total) == allowance) }

    @Test(arguments: ["", "%", "-1", "101%", "5 %", "5%%", "1.5", "x", "٣", "99999999999999999999"])
    func whatIsNeitherIsRefused(text: String) { #expect(FailureBudget(text) == nil) }
}
