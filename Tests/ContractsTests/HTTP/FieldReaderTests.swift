import Contracts
import Testing

@Suite struct FieldReaderTests {
    private static func reader(_ object: JSONValue) -> FieldReader {
        guard case .object(let object) = object else { return FieldReader(JSONObject()) }
        return FieldReader(object)
    }

    @Test func goodFieldsAreRead() throws {
        var reader = Self.reader(["name": "Äö", "password": "12345678", "plan": nil])
        #expect(reader.string("name", length: 2...255) == "Äö")
        #expect(reader.secret("password", bytes: 8...1024).reveal() == "12345678")
        #expect(reader.optionalString("plan", length: 1...10) == nil)
        #expect(reader.optionalString("absent", length: 1...10) == nil)
        try reader.finish()
    }

    @Test func everyFaultIsFoundOnce() {
        var reader = Self.reader(["a": 1, "b": nil, "d": "x", "e": true, "g": "short"])
        for name in ["a", "b", "c", "d"] { _ = reader.string(name, length: 2...5) }
        for name in ["e", "f", "g"] { _ = reader.secret(name, bytes: 8...16) }
        #expect(reader.faults.map(\.field) == ["a", "b", "c", "d", "e", "f", "g"])
        #expect(
            reader.faults.map(\.message) == [
                "must be a string, not number", "is required", "is required", "must be 2 to 5 characters long",
                "must be a string, not boolean", "is required", "must be 8 to 16 bytes long",
            ])
        #expect(throws: RequestFault.invalid(reader.faults)) { try reader.finish() }
    }

    @Test func textCountsInScalarsAndSecretsInBytes() throws {
        var reader = Self.reader(["name": "äöüä", "password": "äöüä"])
        _ = reader.string("name", length: 4...4)
        _ = reader.secret("password", bytes: 8...8)
        try reader.finish()
    }

    @Test func aFaultNeverShowsASecret() {
        var reader = Self.reader(["password": "hunter2"])
        _ = reader.secret("password", bytes: 8...1024)
        #expect(!"\(reader.faults)".contains("hunter2"))
    }
}
