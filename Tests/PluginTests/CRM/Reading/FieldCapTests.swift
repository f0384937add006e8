import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct FieldCapTests {
    private static let label = FieldDescription(name: "zLabel", type: .text, isNullable: true, hasDefault: false, isCustom: true)
    private static let image = FieldDescription(name: "zImage", type: .text, isNullable: true, hasDefault: false, isCustom: true)

    private func object(customFields: Int) -> ObjectDescription {
        let custom = (0..<customFields).map { number in
            let name = "c\(String(repeating: "0", count: 3 - String(number).count))\(number)"
            return FieldDescription(name: name, type: .text, isNullable: true, hasDefault: false, isCustom: true)
        }
        let standard = ["id", "createdAt", "updatedAt", "deletedAt", "position", "standard"].map {
            FieldDescription(name: $0, type: .text, isNullable: true, hasDefault: false)
        }
        return ObjectDescription(
            id: UUID(), singular: "rocket", plural: "rockets", isCustom: true,
            fields: custom.reversed() + standard + [Self.label, Self.image],
            labelField: Self.label.id, imageField: Self.image.id)
    }

    @Test func whatIdentifiesARecordIsKeptAndThenTheFirstByName() {
        let object = object(customFields: 300)
        let kept = FieldCap.kept(of: object.fields, in: object).map(\.name)
        #expect(kept.count == 200)
        #expect(Set(["id", "createdAt", "updatedAt", "deletedAt", "position", "standard", "zLabel", "zImage"]).isSubset(of: kept))
        #expect(kept.contains("c191"))
        #expect(!kept.contains("c192"))
    }

    @Test func theOrderOfTheObjectStays() {
        let object = object(customFields: 300)
        let kept = FieldCap.kept(of: object.fields, in: object).map(\.name)
        #expect(kept.first == "c191")
        #expect(kept.suffix(2) == ["zLabel", "zImage"])
    }

    @Test(arguments: [(192, false), (193, true)])
    func anAnswerIsCappedAboveTwoHundredFields(customFields: Int, isCapped: Bool) throws {
        let object = object(customFields: customFields)
        let view = try RecordView(try QueryParameters(""), in: Self.scope(object))
        #expect(view.isCapped == isCapped)
        #expect(view.shape.fields.count == 200)
        let response = RecordReader(Self.scope(object), view).response([])
        #expect(response.fields.contains { $0.name.canonicalName == "x-twenty-fields-capped" && $0.value == "true" } == isCapped)
        #expect(response.fields.contains { $0.name.canonicalName == "x-twenty-fields-max" && $0.value == "200" } == isCapped)
    }

    @Test func aSelectionIsNeverCapped() throws {
        let object = object(customFields: 300)
        let view = try RecordView(try QueryParameters("fields=c299"), in: Self.scope(object))
        #expect(view.shape.fields.map(\.name) == ["c299", "id"])
        #expect(!view.isCapped)
    }

    private static func scope(_ object: ObjectDescription) -> RecordScope { .sample(object) }
}
