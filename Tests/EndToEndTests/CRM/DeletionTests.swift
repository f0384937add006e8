import Contracts
import TestSupport
import Testing

@Suite struct DeletionTests {
    @Test(arguments: RecordCaller.prefixes)
    func aRecordIsDeletedForGoodUnlessAskedOtherwise(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let id = try await call.create("people", ["emails": ["primaryEmail": "gone@example.com"]])["id"].string
        #expect(try await call("DELETE", "\(prefix)/people/\(id)").status == 200)
        #expect(try await call("DELETE", "\(prefix)/people/\(id)").status == 404)
        #expect(try await call("POST", "/rest/people", ["emails": ["primaryEmail": "gone@example.com"]]).status == 201)
    }

    @Test(arguments: RecordCaller.prefixes)
    func aSoftlyDeletedRecordIsHiddenAndStillThere(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let id = try await call.create("people", ["emails": ["primaryEmail": "kept@example.com"]])["id"].string
        let deleted = try await call("DELETE", "\(prefix)/people/\(id)?soft_delete=true")
        #expect(deleted.text == #"{"data":{"deletePerson":{"id":"\#(id)"}}}"#)
        #expect(try await call("GET", "\(prefix)/people/\(id)").status == 404)
        #expect(try await !call.ids("people").contains(id))
        let again = try await call("POST", "/rest/people", ["emails": ["primaryEmail": "kept@example.com"]])
        #expect(again.json["messages"] == ["A duplicate entry was detected"])
        // Twenty stamps it anew and updates it as if it were there.
        #expect(try await call("DELETE", "\(prefix)/people/\(id)?soft_delete=true").status == 200)
        let updated = try await call("PATCH", "\(prefix)/people/\(id)", ["deletedAt": nil])
        #expect(updated.status == 200)
        #expect(try await call("GET", "\(prefix)/people/\(id)").status == 200)
    }

    @Test func aDeletedCompanyLetsItsPeopleGo() async throws {
        let call = try await RecordCaller.fresh()
        let company = try await call.create("companies", [:])["id"]
        let person = try await call.create("people", ["companyId": company])["id"].string
        #expect(try await call("DELETE", "/rest/companies/\(company.string)").status == 200)
        #expect(try await call("GET", "/rest/people/\(person)").json["data"]["person"]["companyId"] == .null)
    }
}
