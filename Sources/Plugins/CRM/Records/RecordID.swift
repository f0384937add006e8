import Contracts
import FoundationEssentials

/// The identities that Twenty accepts from clients: UUIDs of versions 1 to 5 and the variant of RFC 9562 §4.1, in either case.
enum RecordID {
    static func parse(_ text: String) -> UUID? {
        guard let uuid = UUID(canonical: text) else { return nil }
        let version = uuid.uuid.6 >> 4
        let variant = uuid.uuid.8 >> 6
        return (1...5).contains(version) && variant == 0b10 ? uuid : nil
    }
}
