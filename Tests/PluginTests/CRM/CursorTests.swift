import Contracts
import FoundationEssentials
import Testing

@testable import CRMPlugin

@Suite struct CursorTests {
    private let id = "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"

    @Test func cursorIsTheBase64OfTheID() {
        #expect(Cursor.encode(id) == Data(#"{"id":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"}"#.utf8).base64EncodedString())
    }

    @Test func cursorComesBack() throws {
        #expect(try Cursor.decode(Cursor.encode(id)) == UUID(canonical: id))
    }

    @Test func cursorWithoutItsPaddingIsRead() throws {
        #expect(try Cursor.decode(Cursor.encode(id).replacing("=", with: "")) == UUID(canonical: id))
    }

    @Test(arguments: ["nonsense", "bm90IGpzb24=", "%%%", "WzFd", "é"])
    func whatIsNoCursorIsToldBack(text: String) {
        #expect(throws: CRMError.malformedCursor(text)) { try Cursor.decode(text) }
    }

    @Test(arguments: [
        #"{"id":"x"}"#, #"{"id":1}"#, "{}", #"{"position":1,"id":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"}"#,
        #"{"id":"00000000-0000-0000-0000-000000000000"}"#,
    ])
    func cursorOfAnotherOrderIsRefused(json: String) {
        #expect(throws: CRMError.unsuitableCursor) { try Cursor.decode(Data(json.utf8).base64EncodedString()) }
    }
}
