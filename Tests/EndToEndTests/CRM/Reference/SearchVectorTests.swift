import Contracts
import TestSupport
import Testing

/// What records are searched by: the words of the search vector that answers show, in the order of the alphabet.
@Suite struct SearchVectorTests {
    private static let caller = Task { try await RecordCaller.fresh() }

    @Test(
        arguments: [
            ("people", ["name": ["firstName": "Élodie", "lastName": "Ünal"]], ["elodie", "unal"]),
            ("people", ["jobTitle": "Head of R"], ["head", "of", "r"]),
            ("people", ["emails": ["primaryEmail": "a@one.test"]], ["a@one.test", "one.test"]),
            (
                "people", ["emails": ["additionalEmails": ["b@two.test", "c@three.test"]]],
                ["b", "b@two.test", "c", "c@three.test", "three.test", "two.test"]
            ),
            (
                "people", ["phones": ["primaryPhoneNumber": "612345678", "primaryPhoneCallingCode": "+33"]],
                ["+33", "+33612345678", "0612345678", "33612345678", "612345678"]
            ),
            ("companies", ["name": "Größe"], ["grosse"]),
            (
                "companies", ["domainName": ["primaryLinkLabel": "Home", "primaryLinkUrl": "https://one.test"]],
                ["home", "one.test"]
            ),
            ("opportunities", ["name": "Deal"], ["deal"]), ("attachments", ["name": "File"], ["file"]),
            ("timelineActivities", ["name": "Event"], ["event"]), ("workflows", ["name": "Flow"], ["flow"]),
            ("notes", ["title": "Top", "bodyV2": ["markdown": "words"]], ["top", "words"]),
            ("tasks", ["title": "Top", "bodyV2": ["markdown": "words"]], ["top", "words"]),
            ("dashboards", ["title": "Board"], ["board"]), ("calendarEvents", ["title": "Meeting"], ["meeting"]),
            ("messages", ["subject": "Hello"], ["hello"]), ("messageThreads", ["subject": "Hello"], ["hello"]),
        ] as [(String, JSONValue, [String])])
    func recordsAreFoundByWhatTheySay(objects: String, body: JSONValue, words: [String]) async throws {
        let record = try await Self.caller.value.create(objects, body)
        #expect(Self.words(of: record) == words)
    }

    @Test(arguments: ["noteTargets", "taskTargets"]) func linksAreFoundByTheirIDs(objects: String) async throws {
        let record = try await Self.caller.value.create(objects, ["id": "20202020-aaaa-4aaa-aaaa-aaaaaaaaaaaa"])
        #expect(Self.words(of: record).contains { $0.contains("aaaaaaaaaaaa") })
    }

    @Test func membersAreFoundByNameAndAddress() async throws {
        let member = try await Self.caller.value("GET", "/rest/workspaceMembers").json["data"]["workspaceMembers"][0]
        #expect(Self.words(of: member).contains(member["userEmail"].string))
    }

    @Test func theVectorIsWrittenByNobody() async throws {
        let reply = try await Self.caller.value("POST", "/rest/people", ["searchVector": "'x':1"])
        #expect(reply.status == 400)
    }

    /// `'a':1 'b':2,3`
    private static func words(of record: JSONValue) -> [String] {
        record["searchVector"].string.split(separator: " ").map { String($0.split(separator: "'")[0]) }
    }
}
