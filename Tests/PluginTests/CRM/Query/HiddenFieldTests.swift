import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

/// What a role hides cannot be asked about either: a filter or an order by it would tell what it holds.
@Suite struct HiddenFieldTests {
    private static func hiding(_ names: [String], of object: ObjectDescription) -> Permissions {
        let hidden = Set(names.compactMap { object.field(named: $0)?.id })
        let role = CustomRole(
            rights: .init(read: true, update: true, softDelete: true, destroy: true),
            closedFields: [object.id: .init(hidden: hidden)])
        return Permissions(role: .member, narrowing: .to(role))
    }

    private func filter(_ text: String, _ permissions: Permissions) throws {
        _ = try FilterParser.parse(text, for: QuerySample.rocket, in: QuerySample.catalogue, permissions: permissions)
    }

    private func order(_ text: String, _ permissions: Permissions) throws {
        _ = try OrderParser.parse(text, for: QuerySample.rocket, in: QuerySample.catalogue, permissions: permissions)
    }

    @Test(arguments: [
        ("label[is]:NULL", "label"), ("not(or(thrust[gt]:1,label[like]:a%))", "label"), ("name.lastName[startsWith]:a", "name"),
        ("base.title[eq]:x", "base"), ("baseId[is]:NULL", "base"),
    ])
    func hiddenFieldIsNoPartOfAFilter(text: String, field: String) {
        let permissions = Self.hiding([field], of: QuerySample.rocket)
        #expect(throws: CRMError.fieldNotReadable(field, object: "rocket")) { try filter(text, permissions) }
    }

    @Test(arguments: [("label", "label"), ("thrust,name.lastName", "name"), ("base.title", "base"), ("baseId", "base")])
    func hiddenFieldIsNoPartOfAnOrder(text: String, field: String) {
        let permissions = Self.hiding([field], of: QuerySample.rocket)
        #expect(throws: CRMError.fieldNotReadable(field, object: "rocket")) { try order(text, permissions) }
    }

    @Test func hiddenFieldIsNotReachedThroughARelation() {
        let permissions = Self.hiding(["title", "place"], of: QuerySample.base)
        #expect(throws: CRMError.fieldNotReadable("title", object: "base")) { try filter("base.title[eq]:x", permissions) }
        #expect(throws: CRMError.fieldNotReadable("place", object: "base")) { try order("base.place.addressCity", permissions) }
    }

    @Test func hiddenObjectIsNotReachedThroughARelation() {
        let role = CustomRole(
            rights: .init(read: true, update: false, softDelete: false, destroy: false),
            rightsByObject: [QuerySample.base.id: .init(read: false, update: false, softDelete: false, destroy: false)])
        let permissions = Permissions(role: .member, narrowing: .to(role))
        #expect(throws: CRMError.notPermitted) { try filter("base.title[eq]:x", permissions) }
        #expect(throws: CRMError.notPermitted) { try order("base.title", permissions) }
    }
}
