import Contracts
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct RecordWriteTests {
    @Test func createdRecordComesBackWhole() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.send(
            .post, "/rest/people",
            body: """
                {"name":{"firstName":"Grace","lastName":"Höpper \\"G\\""},"emails":{"primaryEmail":"Grace@Navy.mil"},"jobTitle":"Admiral",
                "phones":{"primaryPhoneNumber":"+1 415 555 0100","additionalPhones":[{"number":"1234","callingCode":"+1"}]}}
                """)
        #expect(answer.status == 201)
        let person = answer["data", "createPerson"]
        guard case .object(let created)? = person, case .string(let id)? = created["id"] else {
            return #expect(Bool(false), "\(answer.text)")
        }
        #expect(answer["data", "createPerson", "name", "lastName"] == "Höpper \"G\"")
        #expect(answer["data", "createPerson", "emails", "primaryEmail"] == "grace@navy.mil")
        #expect(answer["data", "createPerson", "phones", "additionalPhones", "0", "number"] == "1234")
        #expect(try await workspace.send(.get, "/rest/people/\(id)")["data", "person"] == person)
    }

    @Test func emptyBodyMakesARecordOfDefaults() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.send(.post, "/rest/opportunities", body: "{}")
        #expect(answer["data", "createOpportunity", "stage"] == "NEW")
        #expect(answer["data", "createOpportunity", "amount"] == ["amountMicros": nil, "currencyCode": nil])
    }

    @Test func newRecordsGoToTheFrontOrTheEnd() async throws {
        let workspace = try await CRMWorkspace.make()
        let first = try await workspace.send(.post, "/rest/people", body: "{}")
        let last = try await workspace.send(.post, "/rest/people", body: #"{"position":"last"}"#)
        #expect(first["data", "createPerson", "position"] == 0)
        #expect(last["data", "createPerson", "position"] == 6)
    }

    @Test func creatorIsTheActingMember() async throws {
        let workspace = try await CRMWorkspace.make()
        _ = try await workspace.query("UPDATE \"workspaceMember\" SET \"nameFirstName\" = 'Ada', \"nameLastName\" = 'Lovelace'")
        let member = try await workspace.send(.get, "/rest/workspaceMembers").ids("workspaceMembers")[0]
        let answer = try await workspace.send(.post, "/rest/companies", body: #"{"name":"X"}"#)
        let actor: JSONValue = ["source": "MANUAL", "workspaceMemberId": .string(member), "name": "Ada Lovelace", "context": [:]]
        #expect(answer["data", "createCompany", "createdBy"] == actor)
        #expect(answer["data", "createCompany", "updatedBy"] == actor)
    }

    @Test func memberWithoutANameIsShownByEmail() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.send(.post, "/rest/companies", body: "{}")
        #expect(answer["data", "createCompany", "createdBy", "name"] == "ada@example.com")
    }

    @Test(arguments: [HTTPRequest.Method.patch, .put])
    func updateChangesOnlyWhatWasSent(method: HTTPRequest.Method) async throws {
        let workspace = try await CRMWorkspace.make()
        let before = try await workspace.send(.get, "/rest/people", query: "limit=1")
        let id = before.ids("people")[0]
        let answer = try await workspace.send(
            method, "/rest/people/\(id)", body: #"{"name":{"lastName":"Changed"},"jobTitle":"CEO"}"#)
        #expect(answer.status == 200)
        #expect(answer["data", "updatePerson", "name", "firstName"] == before["data", "people", "0", "name", "firstName"])
        #expect(answer["data", "updatePerson", "name", "lastName"] == "Changed")
        #expect(answer["data", "updatePerson", "updatedBy", "source"] == "MANUAL")
        #expect(answer["data", "updatePerson", "createdBy"] == before["data", "people", "0", "createdBy"])
        #expect(answer.string("data", "updatePerson", "updatedAt") > before.string("data", "people", "0", "updatedAt"))
    }

    @Test func everyTypeIsStoredAndReadBack() async throws {
        let workspace = try await CRMWorkspace.make()
        let body = """
            {"name":"Deal","amount":{"amountMicros":"90071992547409931","currencyCode":"EUR"},"closeDate":"2026-03-09T08:15:30.256+02:00","stage":"MEETING"}
            """
        let answer = try await workspace.send(.post, "/rest/opportunities", body: body)
        #expect(answer.text.contains(#""amount":{"amountMicros":90071992547409931,"currencyCode":"EUR"}"#))
        #expect(answer["data", "createOpportunity", "closeDate"] == "2026-03-09T06:15:30.256Z")
        #expect(answer["data", "createOpportunity", "stage"] == "MEETING")
    }

    @Test(arguments: [
        (#"{"emails":{"primaryEmail":"chesky@airbnb.com"}}"#, "A duplicate entry was detected"),
        (
            #"{"companyId":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"}"#,
            #"insert or update on table "person" violates foreign key constraint"#
        ),
        (#"{"createdAt":"2026-13-40"}"#, "Invalid date-time value '2026-13-40' for field"),
        (#"{"position":1e308,"jobTitle":5}"#, "Invalid string value 5"),
    ])
    func refusedValueLeavesNothingBehind(body: String, message: String) async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.send(.post, "/rest/people", body: body)
        #expect(answer.status == 400)
        #expect(answer.string("messages", "0").hasPrefix(message))
        #expect(try await workspace.send(.get, "/rest/people")["totalCount"] == 5)
    }

    @Test func deletedRecordIsGone() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = try await workspace.send(.get, "/rest/people").ids("people")[0]
        let answer = try await workspace.send(.delete, "/rest/people/\(id)")
        #expect(answer.text == #"{"data":{"deletePerson":{"id":"\#(id)"}}}"#)
        #expect(try await workspace.send(.delete, "/rest/people/\(id)").status == 404)
        #expect(try await workspace.send(.get, "/rest/people")["totalCount"] == 4)
    }

    @Test func softlyDeletedRecordIsHiddenAndStaysUnique() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = try await workspace.send(.post, "/rest/people", body: #"{"emails":{"primaryEmail":"a@b.de"}}"#).string(
            "data", "createPerson", "id")
        #expect(try await workspace.send(.delete, "/rest/people/\(id)", query: "soft_delete=true").status == 200)
        #expect(try await workspace.send(.get, "/rest/people/\(id)").status == 404)
        let page = try await workspace.send(.get, "/rest/people")
        #expect(!page.ids("people").contains(id))
        #expect(page["totalCount"] == 5)
        let again = try await workspace.send(.post, "/rest/people", body: #"{"emails":{"primaryEmail":"a@b.de"}}"#)
        #expect(again["messages", "0"] == "A duplicate entry was detected")
    }

    @Test(arguments: [
        (HTTPRequest.Method.delete, "/rest/people", "Filters are mandatory for bulk destroy operations"),
        (.post, "/rest/people/9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", "Query path invalid."),
    ])
    func whatIsNoOperationIsRefused(method: HTTPRequest.Method, path: String, message: String) async throws {
        let answer = try await CRMWorkspace.make().send(method, path, body: "{}")
        #expect(answer.status == 400)
        #expect(answer.string("messages", "0").hasPrefix(message))
    }

    @Test func membersAreNotMadeOrChangedByMembers() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = try await workspace.send(.get, "/rest/workspaceMembers").ids("workspaceMembers")[0]
        for (method, path) in [(HTTPRequest.Method.post, ""), (.patch, "/\(id)"), (.delete, "/\(id)")] {
            let answer = try await workspace.send(method, "/rest/workspaceMembers\(path)", body: "{}")
            #expect(answer["code"] == "PERMISSION_DENIED")
        }
        #expect(try await workspace.send(.patch, "/rest/workspaceMembers/\(id)", body: "{}", role: .admin).status == 200)
    }
}
