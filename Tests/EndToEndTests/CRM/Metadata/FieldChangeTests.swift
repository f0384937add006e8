import Contracts
import TestSupport
import Testing

/// Fields that change while records have values in them.
@Suite struct FieldChangeTests {
    private struct Setting {
        let call: MetadataCaller
        let rocket: String
        let field: JSONValue

        var path: String { "fields/\(field["id"].string)" }

        static func with(_ type: String, _ more: JSONValue = [:]) async throws -> Setting {
            let (call, rocket) = try await MetadataCaller.withRockets()
            return Setting(call: call, rocket: rocket, field: try await call.makeField(rocket, "thing", type, more))
        }

        func record(_ id: String) async throws -> JSONValue {
            try await call.records("GET", "/rest/rockets/\(id)").json["data"]["rocket"]
        }
    }

    private static func options(_ values: String...) -> JSONValue { ["options": .array(values.map { ["value": .string($0)] })] }

    @Test(arguments: ["TEXT", "LINKS", "SELECT"])
    func anotherNameKeepsTheValues(type: String) async throws {
        let more = type == "SELECT" ? Self.options("A", "B") : ["isUnique": true]
        let setting = try await Setting.with(type, more)
        let value: JSONValue = type == "LINKS" ? ["primaryLinkUrl": "https://a.example"] : "A"
        let record = try await setting.call.records.create("rockets", ["thing": value])
        #expect(try await setting.call("PATCH", setting.path, ["name": "other"]).json["name"] == "other")
        let read = try await setting.record(record["id"].string)
        #expect(read["other"] == record["thing"])
        #expect(!read.memberNames.contains("thing"))
        let again = try await setting.call.records("POST", "/rest/rockets", ["other": value])
        #expect(again.status == (type == "SELECT" ? 201 : 400))
        // Nothing under the old name is in the way.
        _ = try await setting.call.makeField(setting.rocket, "thing", type, more)
    }

    @Test func optionsAreAddedRenamedAndPutInOrder() async throws {
        let setting = try await Setting.with("SELECT", Self.options("A", "B"))
        let record = try await setting.call.records.create("rockets", ["thing": "B"])["id"].string
        let known = setting.field["options"].elements
        let renamed: JSONValue = [
            "options": [
                ["value": "FIRST", "position": 0], ["id": known[0]["id"], "value": "A", "position": 1],
                ["id": known[1]["id"], "value": "BETA", "label": "Beta", "position": 2], ["value": "LAST", "position": 3],
            ]
        ]
        let changed = try await setting.call("PATCH", setting.path, renamed)
        #expect(changed.json["options"].elements.map { $0["value"].string } == ["FIRST", "A", "BETA", "LAST"])
        #expect(try await setting.record(record)["thing"] == "BETA")
        for value in ["FIRST", "LAST"] { _ = try await setting.call.records.create("rockets", ["thing": .string(value)]) }
    }

    @Test(arguments: ["SELECT", "MULTI_SELECT"])
    func anOptionInUseStaysAndOthersGo(type: String) async throws {
        let setting = try await Setting.with(type, Self.options("A", "B", "C"))
        let value: JSONValue = type == "SELECT" ? "C" : ["C"]
        let record = try await setting.call.records.create("rockets", ["thing": value])["id"].string
        let refused = try await setting.call("PATCH", setting.path, Self.options("A", "B"))
        #expect(refused.status == 400)
        #expect(refused.json["messages"] == ["Option \"C\" of field \"thing\" is in use and cannot be removed"])
        #expect(try await setting.call("PATCH", setting.path, Self.options("C", "A")).status == 200)
        #expect(try await setting.record(record)["thing"] == value)
        let gone = try await setting.call.records("POST", "/rest/rockets", ["thing": type == "SELECT" ? "B" : ["B"]])
        #expect(gone.status == 400)
    }

    @Test func aDefaultFollowsItsOption() async throws {
        let setting = try await Setting.with(
            "SELECT", ["options": [["value": "A"], ["value": "B"]], "defaultValue": "'A'"])
        let known = setting.field["options"].elements
        let renamed: JSONValue = ["options": [["id": known[0]["id"], "value": "ALPHA"], ["id": known[1]["id"], "value": "B"]]]
        #expect(try await setting.call("PATCH", setting.path, renamed).json["defaultValue"] == "'ALPHA'")
        #expect(try await setting.call.records.create("rockets", [:])["thing"] == "ALPHA")
        let added: JSONValue = [
            "options": [["value": "ALPHA"], ["value": "B"], ["value": "NEW"]], "defaultValue": "'NEW'",
        ]
        #expect(try await setting.call("PATCH", setting.path, added).status == 200)
        #expect(try await setting.call.records.create("rockets", [:])["thing"] == "NEW")
        let orphan = try await setting.call("PATCH", setting.path, Self.options("ALPHA", "B"))
        #expect(orphan.json["messages"] == ["Invalid default value for field \"thing\" of type SELECT"])
    }

    @Test func aFieldBecomesUniqueOnlyWithoutDuplicates() async throws {
        let setting = try await Setting.with("TEXT")
        let twin = try await setting.call.records.create("rockets", ["thing": "same"])["id"].string
        _ = try await setting.call.records.create("rockets", ["thing": "same"])
        let refused = try await setting.call("PATCH", setting.path, ["isUnique": true])
        #expect(refused.json["messages"] == ["Field \"thing\" has duplicate values and cannot be made unique"])
        _ = try await setting.call.records("PATCH", "/rest/rockets/\(twin)", ["thing": "other"])
        #expect(try await setting.call("PATCH", setting.path, ["isUnique": true]).json["isUnique"] == true)
        let clash = try await setting.call.records("POST", "/rest/rockets", ["thing": "same"])
        #expect(clash.json["messages"] == ["A duplicate entry was detected"])
        #expect(try await setting.call("PATCH", setting.path, ["isUnique": false]).json["isUnique"] == false)
        _ = try await setting.call.records.create("rockets", ["thing": "same"])
    }

    @Test func aFieldBecomesRequiredOnlyWhenNobodyLacksIt() async throws {
        let setting = try await Setting.with("NUMBER")
        let bare = try await setting.call.records.create("rockets", [:])["id"].string
        let refused = try await setting.call("PATCH", setting.path, ["isNullable": false])
        #expect(refused.json["messages"] == ["Field \"thing\" is empty in some records and cannot be made not nullable"])
        _ = try await setting.call.records("PATCH", "/rest/rockets/\(bare)", ["thing": 1])
        #expect(try await setting.call("PATCH", setting.path, ["isNullable": false]).json["isNullable"] == false)
        #expect(try await setting.call.records("POST", "/rest/rockets", ["thing": nil]).status == 400)
        #expect(try await setting.call("PATCH", setting.path, ["isNullable": true]).status == 200)
        _ = try await setting.call.records.create("rockets", ["thing": nil])
    }

    @Test func defaultsComeAndGo() async throws {
        let setting = try await Setting.with("NUMBER")
        #expect(try await setting.call("PATCH", setting.path, ["defaultValue": 3]).json["defaultValue"] == 3)
        #expect(try await setting.call.records.create("rockets", [:])["thing"] == 3)
        #expect(try await setting.call("PATCH", setting.path, ["defaultValue": nil]).json["defaultValue"] == .null)
        #expect(try await setting.call.records.create("rockets", [:])["thing"] == .null)
    }

    @Test func aFieldWithValuesIsDeletedOnlyWhenToldSo() async throws {
        let setting = try await Setting.with("EMAILS", ["isUnique": true])
        let record = try await setting.call.records.create("rockets", ["thing": ["primaryEmail": "a@example.com"]])["id"].string
        let refused = try await setting.call("DELETE", setting.path)
        #expect(refused.status == 400)
        #expect(refused.json["code"] == "FIELD_MUTATION_NOT_ALLOWED")
        #expect(try await setting.record(record)["thing"]["primaryEmail"] == "a@example.com")
        #expect(try await setting.call("DELETE", setting.path + "?delete_data=true").status == 200)
        #expect(!(try await setting.record(record)).memberNames.contains("thing"))
    }

    /// Twenty's own way to delete takes two steps, of which the first is the question whether one is sure.
    @Test func anInactiveFieldGoesWithItsValues() async throws {
        let setting = try await Setting.with("TEXT")
        _ = try await setting.call.records.create("rockets", ["thing": "kept"])
        #expect(try await setting.call("PATCH", setting.path, ["isActive": false]).status == 200)
        #expect(try await setting.call("DELETE", setting.path).status == 200)
        #expect(try await setting.call("GET", setting.path).status == 404)
    }

    @Test func anInactiveFieldIsHiddenAndKeepsItsValues() async throws {
        let setting = try await Setting.with("TEXT")
        let record = try await setting.call.records.create("rockets", ["thing": "kept"])["id"].string
        #expect(try await setting.call("PATCH", setting.path, ["isActive": false]).status == 200)
        #expect(!(try await setting.record(record)).memberNames.contains("thing"))
        #expect(try await setting.call("PATCH", setting.path, ["isActive": true]).status == 200)
        #expect(try await setting.record(record)["thing"] == "kept")
    }

    @Test func stagesOfOpportunitiesCanBeOnesOwn() async throws {
        let call = try await MetadataCaller.fresh()
        let stage = try #require(try await call.object("opportunity")["fields"].elements.first { $0["name"] == "stage" })
        var options = stage["options"].elements
        options.append(["value": "LOST", "label": "Lost", "color": "red", "position": 5])
        let changed = try await call("PATCH", "fields/\(stage["id"].string)", ["options": .array(options)])
        #expect(changed.status == 200)
        #expect(try await call.records.create("opportunities", ["stage": "LOST"])["stage"] == "LOST")
    }
}
