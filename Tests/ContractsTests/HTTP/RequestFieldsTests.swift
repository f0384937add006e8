import Contracts
import HTTPTypes
import Testing

@Suite struct RequestFieldsTests {
    private static func fields(_ variables: [(String, String)]) -> RequestFields {
        var fields = RequestFields()
        for (name, value) in variables {
            Array(name.utf8).withUnsafeBytes { name in
                Array(value.utf8).withUnsafeBytes { fields.append(variable: name, $0) }
            }
        }
        return fields
    }

    @Test func aFieldIsFoundHoweverItsNameIsSpelt() throws {
        let name = try #require(HTTPField.Name("X-Odd-Name"))
        #expect(Self.fields([("X_ODD_NAME", "odd")])[name] == "odd")
        let fields: RequestFields = [name: "even"]
        #expect(fields[name] == "even")
    }

    @Test func aFieldThatWasNotSentIsNil() {
        let fields = Self.fields([("ACCEPT_ENCODING", "gzip"), ("HOST", "")])
        #expect(fields[.accept] == nil)
        #expect(fields[.authorization] == nil)
        #expect(HTTPField.Name("Host").flatMap { fields[$0] } == "")
    }

    @Test func severalOfOneNameAreJoinedSoThatNoneHidesAnother() {
        let fields = Self.fields([("AUTHORIZATION", "Bearer a"), ("ACCEPT", "x"), ("AUTHORIZATION", "Bearer b")])
        #expect(fields[.authorization] == "Bearer a, Bearer b")
    }

    @Test func whatMayNotStandInAFieldIsASpace() {
        let fields = Self.fields([("USER_AGENT", "a\r\nSet-Cookie: b\u{7F}\tc")])
        #expect(fields[.userAgent] == "a  Set-Cookie: b \tc")
    }

    @Test func fieldsOfHTTPTypesAreTakenOver() {
        let fields = RequestFields(HTTPFields([HTTPField(name: .accept, value: "x"), HTTPField(name: .accept, value: "y")]))
        #expect(fields[.accept] == "x, y")
    }
}
