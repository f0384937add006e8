import Contracts
import HostYAML
import Testing

@Suite struct YAMLReaderTests {
    private static func read(_ text: String) throws -> SettingsNode { try YAMLReader.read(bytes: Array(text.utf8), file: "f.yaml") }

    private static func entry(_ path: [String], of node: SettingsNode) -> SettingsNode? {
        guard let key = path.first else { return node }
        guard case .mapping(let entries) = node.value, let next = entries.first(where: { $0.key == key }) else { return nil }
        return entry(Array(path.dropFirst()), of: next.value)
    }

    @Test(arguments: ["", "\n", "# a comment\n", "---\n", "{}"])
    func anEmptyDocumentIsAnEmptyMapping(text: String) throws {
        #expect(try Self.read(text).value == .mapping([]))
    }

    @Test func scalarsKeepTheirTextAndWhetherTheyWereQuoted() throws {
        let root = try Self.read("a: 5432\nb: \"5432\"\nc: ''\nd:\ne: |\n  x\n  y\n")
        #expect(Self.entry(["a"], of: root)?.value == .scalar("5432", quoted: false))
        #expect(Self.entry(["b"], of: root)?.value == .scalar("5432", quoted: true))
        #expect(Self.entry(["c"], of: root)?.value == .scalar("", quoted: true))
        #expect(Self.entry(["d"], of: root)?.value == .scalar("", quoted: false))
        #expect(Self.entry(["e"], of: root)?.value == .scalar("x\ny\n", quoted: true))
    }

    @Test func everyNodeKnowsItsPathAndPlace() throws {
        let root = try Self.read("plugins:\n  auth:\n    enabled: true\n    keys: [a, {b: ü}]\n")
        let enabled = try #require(Self.entry(["plugins", "auth", "enabled"], of: root))
        #expect(enabled.path == "plugins.auth.enabled")
        #expect(enabled.place == SettingsPlace(file: "f.yaml", line: 3, column: 14))
        guard case .sequence(let items)? = Self.entry(["plugins", "auth", "keys"], of: root)?.value else {
            Issue.record("keys is no list")
            return
        }
        #expect(items.map(\.path) == ["plugins.auth.keys[0]", "plugins.auth.keys[1]"])
        #expect(Self.entry(["b"], of: items[1])?.path == "plugins.auth.keys[1].b")
        #expect(Self.entry(["b"], of: items[1])?.value == .scalar("ü", quoted: false))
    }

    @Test func aKeyKnowsItsOwnPlace() throws {
        guard case .mapping(let entries) = try Self.read("a: 1\nlonger:\n  b: 2\n").value else { return }
        #expect(entries.map(\.key) == ["a", "longer"])
        #expect(entries[1].keyPlace == SettingsPlace(file: "f.yaml", line: 2, column: 1))
    }

    @Test func aByteOrderMarkIsPassedOver() throws {
        let root = try Self.read("\u{FEFF}a: 1\n")
        #expect(Self.entry(["a"], of: root)?.value == .scalar("1", quoted: false))
    }

    @Test func nestingIsAllowedToItsLimit() throws {
        let deep = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
        _ = try Self.read("a: \(deep)")
    }
}
