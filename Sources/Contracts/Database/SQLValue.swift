public import FoundationEssentials

/// A bound value. Everything but `bytes` goes over the wire in PostgreSQL's text form.
public enum SQLValue: Sendable, Equatable {
    case null
    case text(String)
    case integer(Int64)
    case double(Double)
    case bool(Bool)
    case uuid(UUID)
    /// `bytea`, sent in binary form.
    case bytes([UInt8])
    /// `text[]`
    case textArray([String?])
}

public protocol SQLEncodable: Sendable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLEncodable { public var sqlValue: SQLValue { self } }
extension String: SQLEncodable { public var sqlValue: SQLValue { .text(self) } }
extension Int: SQLEncodable { public var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLEncodable { public var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLEncodable { public var sqlValue: SQLValue { .double(self) } }
extension Bool: SQLEncodable { public var sqlValue: SQLValue { .bool(self) } }
extension UUID: SQLEncodable { public var sqlValue: SQLValue { .uuid(self) } }
extension TenantID: SQLEncodable { public var sqlValue: SQLValue { .uuid(uuid) } }
extension Slug: SQLEncodable { public var sqlValue: SQLValue { .text(description) } }
extension Array: SQLEncodable where Element == UInt8 { public var sqlValue: SQLValue { .bytes(self) } }
extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
