import Contracts
import FoundationEssentials

/// A place in an order of records. As text it is the Base64 of JSON with the values that the record there has for each column of
/// the order, such as `{"name":{"lastName":"Doe"},"id":"…"}`. It is data and grants nothing: one that was made of another
/// workspace's record is no more than a place between two of one's own.
struct Cursor: Sendable, Equatable {
    /// One for each step of the order: `.null` for NULL, nil when the cursor does not say.
    let values: [SQLValue?]

    init(values: [SQLValue?]) { self.values = values }

    /// Also takes what clients make of the original: a `+` read as a space, the alphabet for URLs, missing padding.
    ///
    /// - Throws: `CRMError.malformedCursor` for what is no cursor at all, `.unsuitableCursor` and
    ///   `.invalidQuery(.unknownCursorKey)` for one of another order.
    init(_ text: String, for steps: [Ordering.Item], of object: ObjectDescription) throws(CRMError) {
        guard text.utf8.count <= QueryLimits.cursorLength, let decoded = Data(base64Encoded: Self.standardAlphabet(text)),
            case .object(let keys)? = try? JSONParser.parse(Array(decoded))
        else { throw .malformedCursor(text) }
        for key in keys.names where !steps.contains(where: { $0.path.keys.first == key }) {
            guard object.field(named: key) != nil || object.relation(joinedBy: key) != nil else {
                throw .invalidQuery(.unknownCursorKey(QueryFault.excerpt(key[...])))
            }
            throw .unsuitableCursor
        }
        guard !keys.isEmpty else { throw .unsuitableCursor }
        var values: [SQLValue?] = []
        for step in steps { values.append(try Self.value(of: step.path, in: .object(keys))) }
        self.values = values
    }

    private static func value(of path: ColumnPath, in json: JSONValue) throws(CRMError) -> SQLValue? {
        var found = json
        for key in path.keys where found != .null {
            guard case .object(let object) = found else { throw .unsuitableCursor }
            guard let value = object[key] else { return nil }
            found = value
        }
        guard found != .null else {
            guard path.isNullable else { throw .unsuitableCursor }
            return .null
        }
        guard let value = CursorValue.decode(found, of: path) else { throw .unsuitableCursor }
        return value
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

extension Cursor {
    /// The cursor of a record in the order of ids.
    static func encode(_ id: String) -> String { base64("{\"id\":\"\(id)\"}".utf8) }

    /// The cursor of the record in `row`, whose values for the steps stand in the columns from `start` on.
    static func encode(_ row: Row, at start: Int, for steps: [Ordering.Item]) -> String {
        var keys = JSONObject()
        for (index, step) in steps.enumerated() {
            insert(CursorValue.encode(row, at: start + index, of: step.path), at: step.path.keys[...], in: &keys)
        }
        return base64(JSONWriter.encode(.object(keys)))
    }

    /// Parts of one composite, or fields of one related record, come together under its key.
    private static func insert(_ value: JSONValue, at keys: ArraySlice<String>, in object: inout JSONObject) {
        guard let key = keys.first else { return }
        var inner = JSONObject()
        if case .object(let known)? = object[key] { inner = known }
        insert(value, at: keys.dropFirst(), in: &inner)
        object[key] = keys.count > 1 ? .object(inner) : value
    }

    private static func base64(_ json: some Sequence<UInt8>) -> String { Data(json).base64EncodedString() }
}
