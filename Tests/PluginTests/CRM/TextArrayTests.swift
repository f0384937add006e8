import Testing

@testable import CRMPlugin

@Suite struct TextArrayTests {
    @Test(arguments: [
        ("{}", []), ("{A,B_C}", ["A", "B_C"]), (#"{"a b","c\"d","e,f","\\"}"#, ["a b", "c\"d", "e,f", "\\"]), (#"{""}"#, [""]),
    ])
    func elementsAreRead(text: String, elements: [String]) {
        #expect(TextArray(sqlText: text)?.elements == elements)
    }

    @Test(arguments: ["", "A", "{A"])
    func otherTextIsNone(text: String) {
        #expect(TextArray(sqlText: text) == nil)
    }
}
