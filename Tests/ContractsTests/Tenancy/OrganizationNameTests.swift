import Contracts
import Testing

@Suite struct OrganizationNameTests {
    @Test(arguments: [("Acme", "Acme"), ("  Acme GmbH\u{3000}", "Acme GmbH"), ("日本", "日本")])
    func whiteSpaceAroundANameIsLeftOut(text: String, name: String) throws {
        #expect(try OrganizationName(text).description == name)
    }

    @Test(arguments: ["", " ", "   ", "a", " a ", String(repeating: "x", count: 256)])
    func aNameHasTwoTo255Characters(text: String) {
        #expect(throws: OrganizationName.Fault.length) { try OrganizationName(text) }
    }

    @Test(arguments: ["Ac\nme", "Acme\0", "\u{1B}[31mAcme"])
    func aNameHasNoControlCharacters(text: String) {
        #expect(throws: OrganizationName.Fault.control) { try OrganizationName(text) }
    }
}
