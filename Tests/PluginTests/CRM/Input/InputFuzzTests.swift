import Contracts
import HTTPTypes
import Testing

@testable import CRMPlugin

/// Any JSON in any field is taken or refused as a fault of the caller's, and nothing else.
@Suite struct InputFuzzTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func anyValueIsTakenOrRefused(seed: UInt64) {
        var source = JSONSource(seed: seed)
        for _ in 0..<4000 {
            guard let field = ObjectDescription.sample.fields.randomElement(using: &source.random) else { return }
            let key = Bool.random(using: &source.random) ? field.key : field.name
            let body = JSONObject([JSONMember(key, source.value(for: field))])
            for operation in [RecordInput.Operation.create, .update] {
                do throws(CRMError) {
                    _ = try RecordInput(body, for: .sample, operation: operation)
                } catch {
                    #expect(error.status == .badRequest)
                    #expect(!error.message.isEmpty && error.message.utf8.count < 2000)
                }
            }
        }
    }

    @Test(arguments: [5, 6] as [UInt64])
    func anyTextOfAFilterIsTakenOrRefused(seed: UInt64) {
        var source = JSONSource(seed: seed)
        for field in ObjectDescription.sample.fields {
            for column in field.columns {
                for _ in 0..<200 {
                    do throws(CRMError) {
                        _ = try FilterValue.coerce(source.text(), for: column, of: field)
                    } catch {
                        #expect(error.status == .badRequest)
                    }
                }
            }
        }
    }
}
