import Contracts
import FoundationEssentials

/// A place in the order of records: the Base64 of `{"id":"…"}`. It is data and grants nothing: an id that is another workspace's
/// is no more than a place between two of one's own.
enum Cursor {
    static func encode(_ id: String) -> String { Data("{\"id\":\"\(id)\"}".utf8).base64EncodedString() }

    /// Also takes what clients make of the original: a `+` read as a space, the alphabet for URLs, missing padding.
    ///
    /// - Throws: `CRMError.malformedCursor` or `.unsuitableCursor`.
    static func decode(_ text: String) throws(CRMError) -> UUID {
        guard let decoded = Data(base64Encoded: standardAlphabet(text)),
            case .object(let object)? = try? JSONParser.parse(Array(decoded))
        else { throw .malformedCursor(text) }
        guard object.names == ["id"], case .string(let id)? = object["id"], let uuid = RecordID.parse(id) else {
            throw .unsuitableCursor
        }
        return uuid
    }

    private static func standardAlphabet(_ text: String) -> String {
        var bytes = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        while !bytes.count.isMultiple(of: 4) { bytes.append(UInt8(ascii: "=")) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
