import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct PermissionsTests {
    private static let all = CustomRole.Rights(read: true, update: true, softDelete: true, destroy: true)
    private static let nothing = CustomRole.Rights(read: false, update: false, softDelete: false, destroy: false)
    private static let rocket = ObjectDescription.sample
    private static let member = object("workspaceMember", isSystem: true)

    private static func object(_ singular: String, isSystem: Bool = false) -> ObjectDescription {
        ObjectDescription(id: UUID(), singular: singular, plural: singular + "s", isCustom: false, isSystem: isSystem, fields: [])
    }

    private static func narrowed(_ rights: CustomRole.Rights, role: TenantRole = .member) -> Permissions {
        Permissions(role: role, narrowing: .to(CustomRole(rights: rights)))
    }

    @Test(arguments: TenantRole.allCases, RecordOperation.allCases)
    func withoutARoleOfItsOwnTheRegistrysRoleCounts(role: TenantRole, operation: RecordOperation) {
        #expect(Permissions(role: role).allows(operation, on: Self.rocket) == (operation == .read || role > .viewer))
    }

    @Test(arguments: RecordOperation.allCases)
    func aRoleWithEveryRightLetsAViewerWriteNothing(operation: RecordOperation) {
        #expect(Self.narrowed(Self.all, role: .viewer).allows(operation, on: Self.rocket) == (operation == .read))
    }

    @Test(arguments: [
        ("update", [RecordOperation.create, .update]), ("softDelete", [.softDelete, .restore]), ("destroy", [.destroy]),
        ("read", RecordOperation.allCases),
    ])
    func aMissingRightTakesItsOperations(right: String, taken: [RecordOperation]) {
        let rights = CustomRole.Rights(
            read: right != "read", update: right != "update", softDelete: right != "softDelete", destroy: right != "destroy")
        for operation in RecordOperation.allCases {
            #expect(Self.narrowed(rights).allows(operation, on: Self.rocket) == !taken.contains(operation))
        }
    }

    @Test func whatIsSaidOfAnObjectGoesBeforeWhatIsSaidOfAll() {
        let role = CustomRole(rights: Self.nothing, rightsByObject: [Self.rocket.id: Self.all])
        let permissions = Permissions(role: .member, narrowing: .to(role))
        #expect(permissions.allows(.destroy, on: Self.rocket))
        #expect(!permissions.allows(.read, on: Self.object("person")))
    }

    @Test func systemObjectsHaveNoRightsOfTheirOwnButForMembers() {
        let permissions = Self.narrowed(Self.nothing)
        #expect(permissions.allows(.create, on: Self.object("noteTarget", isSystem: true)))
        #expect(!permissions.allows(.read, on: Self.member))
    }

    @Test(arguments: TenantRole.allCases)
    func membersAndRunsAreManagedElsewhere(role: TenantRole) {
        let permissions = Permissions(role: role)
        #expect(permissions.allows(.update, on: Self.member) == (role >= .admin))
        for operation in RecordOperation.allCases where operation != .read && operation != .update {
            #expect(!permissions.allows(operation, on: Self.member))
            #expect(!permissions.allows(operation, on: Self.object("workflowRun")))
        }
    }

    @Test func aRoleThatIsGoneLeavesNothing() {
        let permissions = Permissions(role: .admin, narrowing: .toNothing)
        for operation in RecordOperation.allCases {
            #expect(!permissions.allows(operation, on: Self.object("noteTarget", isSystem: true)))
        }
        #expect(!permissions.canUpdateSettings)
        #expect(!Self.rocket.fields.contains { permissions.canRead($0, of: Self.rocket) })
    }

    @Test func aHiddenFieldTakesTheSearchVectorAlong() throws {
        let label = try #require(Self.rocket.field(named: "label"))
        let role = CustomRole(rights: Self.all, closedFields: [Self.rocket.id: .init(hidden: [label.id])])
        let permissions = Permissions(role: .member, narrowing: .to(role))
        let seen = permissions.shape(of: Self.rocket).fields.map(\.name)
        #expect(Self.rocket.fields.map(\.name).filter { !seen.contains($0) } == ["label", "searchVector"])
        #expect(throws: CRMError.fieldNotReadable("label", object: "rocket")) {
            try permissions.requireReadable(label, of: Self.rocket)
        }
    }

    @Test func aReadOnlyFieldIsSeenAndNotWritten() throws {
        let owner = try #require(Self.rocket.field(named: "owner"))
        let role = CustomRole(rights: Self.all, closedFields: [Self.rocket.id: .init(readOnly: [owner.id])])
        let permissions = Permissions(role: .member, narrowing: .to(role))
        #expect(permissions.canRead(owner, of: Self.rocket))
        for name in ["owner", "ownerId"] {
            #expect(throws: CRMError.fieldNotPermitted(name, object: "rocket")) {
                try permissions.requireWritable(["label", name], of: Self.rocket)
            }
        }
    }

    @Test(arguments: [(TenantRole.member, true, false), (.admin, false, false), (.admin, true, true)])
    func settingsNeedBothRoles(role: TenantRole, isLeft: Bool, may: Bool) {
        let custom = CustomRole(rights: Self.all, canUpdateSettings: isLeft)
        #expect(Permissions(role: role, narrowing: .to(custom)).canUpdateSettings == may)
    }
}
