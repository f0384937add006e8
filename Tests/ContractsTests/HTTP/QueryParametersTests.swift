import Contracts
import Testing

@Suite struct QueryParametersTests {
    @Test func namesAndValuesAreDecodedInOrder() throws {
        let query = try QueryParameters("a=1&b%5B0%5D=x+y&c&d=&=e&f=g=h&&")
        #expect(query.names == ["a", "b[0]", "c", "d", "", "f"])
        #expect(query.single("b[0]") == "x y")
        #expect(query.single("c") == "")
        #expect(query.single("f") == "g=h")
        #expect(query.single("z") == nil)
    }

    @Test func aRepeatedNameHasNoSingleValue() throws {
        let query = try QueryParameters("limit=1&limit=2&l%69mit=3")
        #expect(query.single("limit") == nil)
        #expect(query.all("limit") == ["1", "2", "3"])
    }

    @Test(arguments: [("a=%", "%"), ("a=%zz", "%zz"), ("a=%air%", "%air%"), ("a=x%C3", "x\u{FFFD}")])
    func whatIsNoEscapeStandsForItself(query: String, value: String) throws {
        #expect(try QueryParameters(query).single("a") == value)
    }

    @Test(arguments: ["a=%00", "%00=a", "a=1&b=x%00y"])
    func aNULIsRefused(query: String) {
        #expect(throws: RequestFault.malformedQuery) { try QueryParameters(query) }
    }
}
