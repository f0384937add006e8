import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

@Suite struct OptionsChangeTests {
    private static let ids = (0..<6).map { _ in UUID() }

    /// Options of the values; a digit before a value is its identity, otherwise its place is.
    private func options(_ values: String...) -> [FieldOption] {
        values.enumerated().map { index, text in
            let digit = text.first?.wholeNumberValue
            let value = digit == nil ? text : String(text.dropFirst())
            return FieldOption(id: Self.ids[digit ?? index], value: value, label: value, color: "gray", position: Double(index))
        }
    }

    @Test func additionsFindTheirPlace() {
        let change = OptionsChange(from: options("0A", "1B"), to: options("2X", "3Y", "0A", "4Z", "1B"))
        #expect(
            change.additions == [
                .init(value: "X", place: .first(before: "A")), .init(value: "Y", place: .after("X")),
                .init(value: "Z", place: .after("A")),
            ])
        #expect(change.isInPlace)
    }

    @Test func anIdentityUnderAnotherValueIsARenaming() {
        let change = OptionsChange(from: options("0A", "1B"), to: options("0ALPHA", "1B"))
        #expect(change.renamed == [.init(from: "A", to: "ALPHA")])
        #expect(change.isInPlace)
        #expect(change.removed.isEmpty)
    }

    @Test func anotherOrderIsNotInPlace() {
        #expect(!OptionsChange(from: options("0A", "1B"), to: options("1B", "0A")).isInPlace)
    }

    @Test func whatIsGoneIsNamedAsItWas() {
        let change = OptionsChange(from: options("0A", "1B"), to: options("1BETA"))
        #expect(change.removed == ["A"])
        #expect(!change.isInPlace)
    }

    @Test func aValueThatWasAnothersIsTakenOver() {
        #expect(OptionsChange(from: options("0A", "1B"), to: options("0B", "1A")).takenOver == "B")
        #expect(OptionsChange(from: options("0A"), to: options("1A")).takenOver == "A")
        #expect(OptionsChange(from: options("0A"), to: options("0A")).takenOver == nil)
    }

    @Test func defaultsFollowRenamings() {
        let change = OptionsChange(from: options("0A", "1B"), to: options("0ALPHA", "1B"))
        #expect(change.renaming("'A'") == "'ALPHA'")
        #expect(change.renaming(["'B'", "'A'"]) == ["'B'", "'ALPHA'"])
    }
}
