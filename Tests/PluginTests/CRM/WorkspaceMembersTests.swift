import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct WorkspaceMembersTests {
    private static func member(_ address: String, account: UUID = UUID(), first: String = "Grace") throws -> WorkspaceMember {
        WorkspaceMember(
            accountID: account, email: try #require(EmailAddress(address)), name: PersonName(first: first, last: "Hopper"))
    }

    private static func change(
        _ workspace: CRMWorkspace, _ body: @Sendable (WorkspaceMembers, any DatabaseConnection) async throws -> Void
    ) async throws {
        try await workspace.withConnection { connection in
            try await connection.transaction { try await body(WorkspaceMembers(), $0) }
        }
    }

    @Test func aMemberIsThereOnceHoweverOftenAdmitted() async throws {
        let workspace = try await CRMWorkspace.make()
        let member = try Self.member("grace@example.com")
        for _ in 0..<2 { try await Self.change(workspace) { try await $0.admit(member, on: $1) } }
        let page = try await workspace.send(.get, "/rest/workspaceMembers")
        #expect(page["totalCount"] == 2)
        let row = try await workspace.query(
            "SELECT \"nameFirstName\", \"position\" FROM \"workspaceMember\" WHERE \"userId\" = \(member.accountID)")
        let name: String? = try row.first?.decode(at: 0)
        let position: Double? = try row.first?.decode(at: 1)
        #expect(name == "Grace")
        #expect(position == 2)
    }

    @Test func aDismissedMemberStaysTheAuthor() async throws {
        let workspace = try await CRMWorkspace.make()
        let account = workspace.owner.accountID
        let created = try await workspace.send(.post, "/rest/companies", body: "{}")
        try await Self.change(workspace) { try await $0.dismiss(account, on: $1) }
        #expect(try await workspace.send(.get, "/rest/workspaceMembers")["totalCount"] == 0)
        let id = created.string("data", "createCompany", "id")
        let read = try await workspace.send(.get, "/rest/companies/\(id)")
        #expect(read["data", "company", "createdBy"] == created["data", "createCompany", "createdBy"])
        #expect(!created.string("data", "createCompany", "createdBy", "workspaceMemberId").isEmpty)
    }

    @Test func aMemberWhoComesBackIsTheSameOne() async throws {
        let workspace = try await CRMWorkspace.make()
        let before = try await workspace.send(.get, "/rest/workspaceMembers").ids("workspaceMembers")
        let owner = try Self.member("ada@example.com", account: workspace.owner.accountID, first: "Ada")
        try await Self.change(workspace) { try await $0.dismiss(owner.accountID, on: $1) }
        try await Self.change(workspace) { try await $0.admit(owner, on: $1) }
        let page = try await workspace.send(.get, "/rest/workspaceMembers")
        #expect(page.ids("workspaceMembers") == before)
        #expect(page["data", "workspaceMembers", "0", "name", "firstName"] == "Ada")
    }

    @Test func aNewAccountOfAKnownAddressTakesItsPlace() async throws {
        let workspace = try await CRMWorkspace.make()
        let successor = try Self.member("ada@example.com")
        try await Self.change(workspace) { try await $0.dismiss(workspace.owner.accountID, on: $1) }
        try await Self.change(workspace) { try await $0.admit(successor, on: $1) }
        let rows = try await workspace.query("SELECT \"userId\" FROM \"workspaceMember\" WHERE \"deletedAt\" IS NULL")
        let users: [UUID] = try rows.map { try $0.decode(at: 0) }
        #expect(users == [successor.accountID])
    }
}
