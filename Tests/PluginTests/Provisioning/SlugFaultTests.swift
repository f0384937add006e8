import Contracts
import Testing

@testable import ProvisioningPlugin

@Suite struct SlugFaultTests {
    @Test(arguments: [
        ("", SlugFault.length), ("ab", .length), (String(repeating: "a", count: 41), .length), ("Acme", .capitals),
        ("acme_ltd", .characters), ("acme ltd", .characters), ("acmé", .characters), ("ac.me", .characters),
        ("аcme", .characters), ("acme\n", .characters), ("-acme", .outerHyphen), ("acme-", .outerHyphen), ("---", .outerHyphen),
    ])
    func whatIsWrongIsNamed(text: String, fault: SlugFault) { #expect(SlugFault(text) == fault) }

    @Test(arguments: ["acme", "a-1", "123", "a--b", String(repeating: "a", count: 40)])
    func aSlugHasNoFault(text: String) { #expect(SlugFault(text) == nil) }
}
