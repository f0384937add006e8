import Testing

@testable import CRMPlugin

@Suite struct FieldMergeTests {
    private func merge(_ type: FieldType, _ cells: [[String?]], priority: Int = 0) -> [MergedValue] {
        let field = FieldDescription(name: "x", type: type, isNullable: true, hasDefault: false)
        return FieldMerge(field: field, cells: cells, priority: priority).values()
    }

    @Test(
        arguments: [
            (["a", "b"], 0, "a"), (["a", "b"], 1, "b"), ([nil, "b"], 0, "b"), (["", "b"], 0, "b"), (["a", nil, "c"], 1, "a"),
        ] as [([String?], Int, String)])
    func thePreferredValueIsTakenUnlessItIsEmpty(cells: [String?], priority: Int, value: String) {
        #expect(merge(.text, cells.map { [$0] }, priority: priority) == [.text(value)])
    }

    @Test func falseAndZeroAreValues() {
        #expect(merge(.boolean, [["f"], ["t"]]) == [.text("f")])
        #expect(merge(.number, [["0"], ["1"]]) == [.text("0")])
    }

    @Test func whatNoRecordHasStaysEmpty() {
        #expect(merge(.text, [[nil], [nil]]) == [.null])
        #expect(merge(.emails, [[nil, nil], [nil, nil]]) == [.null, .null])
        #expect(merge(.array, [[nil], ["[]"]]) == [.null])
    }

    @Test func aCompositeIsTakenWhole() {
        #expect(merge(.currency, [[nil, nil], ["5", "EUR"]]) == [.text("5"), .text("EUR")])
        #expect(merge(.currency, [["7", nil], ["5", "EUR"]]) == [.text("7"), .null])
    }

    @Test func listsAreUnited() {
        #expect(merge(.array, [[#"["a","b"]"#], [#"["b","c"]"#]]) == [.list(["a", "b", "c"])])
        #expect(merge(.multiSelect, [[nil], [#"["A"]"#]]) == [.list(["A"])])
    }

    @Test func jsonIsTakenAsItStands() {
        #expect(merge(.rawJSON, [["{}"], [#"{"a": 1.50}"#]]) == [.json(#"{"a": 1.50}"#)])
    }

    @Test func everyAddressIsKeptOnce() {
        let cells: [[String?]] = [["a@x.de", #"["b@x.de"]"#], ["b@x.de", #"["c@x.de", "a@x.de"]"#], [nil, #"["d@x.de"]"#]]
        #expect(merge(.emails, cells, priority: 1) == [.text("b@x.de"), .json(#"["a@x.de","c@x.de","d@x.de"]"#)])
    }

    @Test func aPhoneIsAnotherUnderAnotherCallingCode() {
        let cells: [[String?]] = [["123", "DE", "+49", nil], ["123", "FR", "+33", #"[{"number":"123","callingCode":"+49"}]"#]]
        let merged = merge(.phones, cells)
        #expect(merged.prefix(3) == [.text("123"), .text("DE"), .text("+49")])
        #expect(merged.last == .json(#"[{"number":"123","callingCode":"+33","countryCode":"FR"}]"#))
    }

    @Test func brokenListsAreLeftOut() {
        #expect(merge(.emails, [["a@x.de", "no list"], ["b@x.de", "[1, null]"]]) == [.text("a@x.de"), .json(#"["b@x.de"]"#)])
    }
}
