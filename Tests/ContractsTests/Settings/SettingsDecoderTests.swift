import Contracts
import Testing

@Suite struct SettingsDecoderTests {
    private enum Level: String, CaseIterable { case low, high }

    @Test func settingsAreReadAndDefaultsStandIn() throws {
        var decoder = SettingsDecoder(
            .mapping(["name": "x", "port": "5432", "on": "true", "level": "high", "list": .list(["a", "b"])]))
        #expect(decoder.string("name", default: "d") == "x")
        #expect(decoder.integer("port", default: 1, in: 1...65535) == 5432)
        #expect(decoder.bool("on", default: false) == true)
        #expect(decoder.choice("level", default: Level.low) == .high)
        #expect(decoder.strings("list") == ["a", "b"])
        #expect(decoder.string("absent", default: "d") == "d")
        #expect(decoder.integer("absent2", default: 3, in: 1...5) == 3)
        #expect(decoder.optionalString("absent3") == nil)
        #expect(decoder.nested("absent4") { $0.bool("x", default: true) } == true)
        try decoder.finish()
    }

    @Test func allFaultsAreFoundAtOnce() {
        var decoder = SettingsDecoder(
            .mapping([
                "port": "x", "size": "99", "on": "yes", "level": "mid", "list": "a", "name": .list(["a"]), "unknown": "1",
                "sub": "s",
            ]))
        _ = decoder.integer("port", default: 1, in: 1...9)
        _ = decoder.integer("size", default: 1, in: 1...9)
        _ = decoder.bool("on", default: false)
        _ = decoder.choice("level", default: Level.low)
        _ = decoder.strings("list")
        _ = decoder.string("name", default: "")
        _ = decoder.nested("sub") { $0.bool("x", default: true) }
        #expect(
            decoder.finished().map { "\($0.key) \($0.message)" } == [
                "port must be a whole number", "size must be from 1 to 9", "on must be true or false",
                "level must be one of low, high", "list must be a list of strings", "name must be a string",
                "sub must be a mapping",
                "unknown is not a known key",
            ])
    }

    @Test func nestedFaultsBearTheWholePath() {
        var decoder = SettingsDecoder(.mapping(["a": .mapping(["b": .mapping(["c": "x", "d": "1"])])]))
        _ = decoder.nested("a") { (decoder: inout SettingsDecoder) in
            decoder.nested("b") { (decoder: inout SettingsDecoder) in decoder.integer("c", default: 1, in: 1...2) }
        }
        #expect(decoder.finished().map(\.key) == ["a.b.c", "a.b.d"])
    }

    @Test func askingTwiceForTheFaultsGivesTheSame() {
        let decoder = SettingsDecoder(.mapping(["unknown": "1"]))
        #expect(decoder.finished() == decoder.finished())
    }

    @Test(arguments: ["", "~", "null"])
    func plainNullIsAbsentAndQuotedNullIsText(text: String) throws {
        var decoder = SettingsDecoder(
            .mapping([
                "plain": .scalar(text), "number": .scalar(text), "quoted": .scalar(text, quoted: true), "list": .scalar(text),
            ]))
        #expect(decoder.string("plain", default: "d") == "d")
        #expect(decoder.integer("number", default: 7, in: 0...9) == 7)
        #expect(decoder.optionalString("quoted") == text)
        #expect(decoder.strings("list", default: ["d"]) == ["d"])
        try decoder.finish()
    }

    @Test func aDiagnosticShowsPlaceAndKeyAndNoValue() {
        var decoder = SettingsDecoder(.mapping(["port": "hunter2"]))
        _ = decoder.integer("port", default: 1, in: 1...9)
        #expect(decoder.finished().map(\.description) == ["f.yaml:1:1: port: must be a whole number"])
    }
}
