import Contracts
import Foundation
import TestSupport
import Testing

/// The command line beside the running product.
@Suite struct CommandTests {
    /// Right from its first moment a command sees what is in the registry, and prints nothing but its result.
    @Test func aTenantIsShownEveryTime() async throws {
        let owner = try await Product.api.signUp()
        for _ in 0..<10 {
            let lines = try Product.stack.command(["tenants", "show", owner.slug]).split(separator: "\n")
            #expect(lines.first?.split(separator: " ").last.map(String.init) == owner.tenantID)
            #expect(lines.count == 7)
        }
    }

    @Test func aTransitionThatIsWrongIsOneSentence() async throws {
        let owner = try await Product.api.signUp()
        try Product.stack.command(["tenants", "suspend", owner.slug, "--reason", "test"])
        let failure = #expect(throws: StackFailure.self) {
            try Product.stack.command(["tenants", "suspend", owner.slug, "--reason", "test"])
        }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output == "error: A tenant that is suspended cannot become suspended.\n")
    }

    /// What PostgreSQL would refuse, or keep, is wrong usage.
    @Test(arguments: [0, 501]) func aReasonHasOneTo500Characters(count: Int) async throws {
        let owner = try await Product.api.signUp()
        let failure = #expect(throws: StackFailure.self) {
            try Product.stack.command(["tenants", "suspend", owner.slug, "--reason", String(repeating: "x", count: count)])
        }
        guard case .command(_, let status, let output) = failure else { return }
        #expect(status == 64 << 8 && output.contains("--reason must be 1 to 500 characters long."))
    }

    @Test func anErasureAsksForAWord() async throws {
        let owner = try await Product.api.signUp()
        #expect(throws: StackFailure.self) { try Product.stack.command(["tenants", "delete", owner.slug]) }
        #expect(try Product.stack.command(["tenants", "delete", owner.slug, "--yes"]).hasPrefix("The tenant is erased"))
        #expect(try Product.stack.command(["tenants", "list"]).contains(owner.tenantID) == false)
    }
}
