import Contracts
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct FieldSelectionTests {
    private func names(_ query: String) throws -> [String]? { try FieldSelection(try QueryParameters(query))?.names }

    @Test(arguments: [
        ("fields=a", ["a"]), ("fields=a,b,a", ["a", "b"]), ("fields=+a+,%09b", ["a", "b"]), ("fields=,a,,", ["a"]),
        ("fields=b&x=1&fields=a", ["b", "a"]), ("fields=a%2Cb", ["a", "b"]),
    ])
    func listsAreReadAsOne(query: String, expected: [String]) throws {
        #expect(try names(query) == expected)
    }

    @Test func anAbsentListSelectsNothing() throws {
        #expect(try names("depth=1") == nil)
    }

    @Test(arguments: ["fields=", "fields=,", "fields=+,+", "fields=&fields="])
    func anEmptyListIsRefused(query: String) {
        #expect(throws: CRMError.invalidFields(.empty)) { try names(query) }
    }

    @Test func aRefusalQuotesNoMoreThanAMessageHolds() {
        let names = (0..<1000).map { "f\($0)" + String(repeating: "x", count: 500) }
        #expect(FieldsFault.unknown(names, object: "person").message.utf8.count < 3000)
    }

    @Test func anyTextIsEitherReadOrRefused() throws {
        var generator = SeededGenerator(seed: 0x5EED)
        let object = ObjectDescription.sample
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in Self.piece(using: &generator) }.joined()
            let encoded = text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            do throws(CRMError) {
                guard let query = try? QueryParameters("fields=" + encoded), let selection = try FieldSelection(query) else {
                    continue
                }
                let fields = try selection.fields(among: object.fields, of: object, at: .relations)
                #expect(fields.contains { $0.name == "id" })
                #expect(Set(selection.names).isSubset(of: fields.map(\.name)))
            } catch {
                #expect(error.message.hasPrefix("'fields' parameter "))
            }
        }
    }

    private static func piece(using generator: inout SeededGenerator) -> String {
        ["id", "name", "owner", "flights", ",", " ", "\t", "\"", "'", "[", ".", "ownerId", "é", "\u{0301}", "\u{200B}", ",,"]
            .randomElement(using: &generator) ?? ""
    }
}
