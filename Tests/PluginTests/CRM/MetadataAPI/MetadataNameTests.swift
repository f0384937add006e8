import Testing

@testable import CRMPlugin

@Suite struct MetadataNameTests {
    @Test(arguments: ["rocket", "r", "rocket2", "aVeryLongNameThatStillFits"])
    func camelCaseIsTaken(name: String) throws { try MetadataName.check(name, of: .object) }

    @Test(arguments: ["", "Rocket", "2rockets", "rock_et", "rock-et", "rökt", "rocket ", "ro\"cket", "_rocket", "rocket\u{0}"])
    func anythingElseIsRefused(name: String) {
        #expect(throws: MetadataFault.invalidName(name, .camelCase, .field)) { try MetadataName.check(name, of: .field) }
    }

    @Test func whatPostgreSQLWouldCutIsRefused() throws {
        let longest = String(repeating: "a", count: 63)
        try MetadataName.check(longest, of: .field)
        #expect(throws: MetadataFault.invalidName(longest + "a", .length(limit: 63), .field)) {
            try MetadataName.check(longest + "a", of: .field)
        }
    }

    @Test(arguments: [
        ("Rocket", "rocket"), ("Launch pad", "launchPad"), ("Launch Pad 39A", "launchPad39A"), ("39A", "n39A"), ("  x--y ", "xY"),
        ("日本", ""), ("Straße", "straE"),
    ])
    func namesFollowFromLabels(label: String, name: String) { #expect(MetadataName.name(for: label) == name) }
}
