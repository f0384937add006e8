import Contracts
import Testing

@Suite struct JSONObjectTests {
    @Test func membersKeepTheirOrder() {
        var object = JSONObject([JSONMember("b", 1), JSONMember("a", 2)])
        object["c"] = 3
        object["b"] = 4
        #expect(object.names == ["b", "a", "c"])
        #expect(object["b"] == 4)
    }

    @Test func settingNothingRemoves() {
        var object = JSONObject([JSONMember("a", 1)])
        object["a"] = .some(.null)
        #expect(object["a"] == .some(.null))
        object["a"] = nil
        #expect(object.isEmpty)
        object["a"] = nil
        #expect(object.isEmpty)
    }
}
