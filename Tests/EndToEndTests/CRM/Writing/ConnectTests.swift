import Contracts
import TestSupport
import Testing

/// Relations that are set by unique values of the record they lead to.
@Suite struct ConnectTests {
    @Test func recordIsConnectedByAnyOfItsUniqueKeys() async throws {
        let call = try await RecordCaller.fresh()
        let company = try await call.create(
            "companies", ["name": "E", "domainName": ["primaryLinkUrl": "https://engines.example"]])
        let wheres: [JSONValue] = [["id": company["id"]], ["domainName": ["primaryLinkUrl": "https://ENGINES.example/"]]]
        for conditions in wheres {
            let person = try await call.create("people", ["company": ["connect": ["where": conditions]]])
            #expect(person["companyId"] == company["id"])
        }
        let person = try await call.create("people", ["emails": ["primaryEmail": "boss@example.com"]])
        let deal = try await call.create("opportunities", [:])["id"].string
        let connected = try await call(
            "PATCH", "/rest/opportunities/\(deal)",
            ["pointOfContact": ["connect": ["where": ["emails": ["primaryEmail": "Boss@example.com"]]]]])
        #expect(connected.json["data"]["updateOpportunity"]["pointOfContactId"] == person["id"])
        let free = try await call("PATCH", "/rest/opportunities/\(deal)", ["pointOfContact": ["disconnect": true]])
        #expect(free.json["data"]["updateOpportunity"]["pointOfContactId"] == .null)
    }

    @Test func batchesAndUpsertsConnectToo() async throws {
        let call = try await RecordCaller.fresh()
        let bodies = ["https://airbnb.com", "https://figma.com"].map { link -> JSONValue in
            ["company": ["connect": ["where": ["domainName": ["primaryLinkUrl": .string(link)]]]]]
        }
        for query in ["depth=1", "upsert=true&depth=1"] {
            let reply = try await call("POST", "/rest/batch/people?\(query)", .array(bodies))
            #expect(reply.json["data"]["createPeople"].elements.map { $0["company"]["name"] } == ["Airbnb", "Figma"])
        }
    }

    @Test func aRecordThatIsNotThereIsNotConnected() async throws {
        let call = try await RecordCaller.fresh()
        let gone = try await call.create("companies", [:])["id"]
        _ = try await call("DELETE", "/rest/companies/\(gone.string)?soft_delete=true")
        for id in [gone, .string(RefusalTests.unknown)] {
            let reply = try await call("POST", "/rest/people", ["company": ["connect": ["where": ["id": id]]]])
            #expect(reply.status == 400)
            #expect(reply.json["messages"][0].string.hasPrefix("Expected 1 record to connect to company, but found 0"))
        }
        #expect(try await call("GET", "/rest/people").json["totalCount"] == 5)
    }

    @Test(
        arguments: [
            ["connect": ["where": ["name": "Airbnb"]]], ["connect": ["where": [:]]],
            ["connect": ["where": ["domainName": ["primaryLinkLabel": "x"]]]],
            ["connect": ["where": ["id": .string(RefusalTests.unknown), "name": "x"]]],
        ] as [JSONValue])
    func valuesThatSeveralRecordsMayHaveAreRefused(company: JSONValue) async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/people", ["company": company])
        #expect(reply.status == 400)
        #expect(
            reply.json["messages"] == [
                "Missing required fields: at least one unique constraint have to be fully populated for 'company'."
            ])
    }

    @Test(
        arguments: [
            ["connect": ["id": .string(RefusalTests.unknown)]], ["connect": nil], ["disconnect": false], [:], nil, "x",
            ["connect": ["where": ["id": .string(RefusalTests.unknown)]], "disconnect": true],
        ] as [JSONValue])
    func anythingElseForARelationIsRefused(company: JSONValue) async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/people", ["company": company])
        #expect(reply.status == 400)
        #expect(reply.json["messages"] == ["Relation \"company\" requires connect or disconnect operation"])
    }
}
