internal import Contracts
internal import FoundationEssentials

/// Where a page of a list ended. Clients see a sealed text, which they can neither read nor change, and which is good for the
/// list and filter it was made under alone.
struct ListCursor: Sendable, Equatable {
    /// The last row's time of creation as PostgreSQL writes it.
    let position: String
    let id: UUID

    /// - Parameter list: which list, and under which filter.
    func sealed(for list: String, _ cryptography: any Cryptography) throws -> String {
        TextEncoding.hex(try cryptography.seal(Array("\(id.canonical) \(position)".utf8), context: Self.context(list)))
    }

    init(position: String, id: UUID) {
        self.position = position
        self.id = id
    }

    /// Nil for whatever this host's key has not sealed for `list`.
    init?(_ text: String, for list: String, _ cryptography: any Cryptography) {
        guard let sealed = Self.bytes(hex: text), let opened = try? cryptography.open(sealed, context: Self.context(list)) else {
            return nil
        }
        let parts = String(decoding: opened, as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let id = UUID(canonical: parts[0]) else { return nil }
        self.init(position: String(parts[1]), id: id)
    }

    /// What a list's name adds to its filter: values of any text, none of which can pass for another.
    static func fingerprint(_ values: [String?]) -> String {
        values.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
    }

    private static func context(_ list: String) -> String { "admin." + list }

    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { UInt8(String(Unicode.Scalar($0)), radix: 16) }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
