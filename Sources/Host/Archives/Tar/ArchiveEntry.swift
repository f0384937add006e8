/// The names of files that an archive may hold.
enum ArchiveEntry {
    static let objectsFolder = "objects"

    /// `manifest.json`, `database.dump`, `members.jsonl`, or `objects/<letters, digits, underscores>.jsonl`.
    static func isName(_ name: String) -> Bool {
        if ["manifest.json", "database.dump", "members.jsonl"].contains(name) { return true }
        guard name.hasPrefix("\(objectsFolder)/"), name.hasSuffix(".jsonl"), name.utf8.count < 100 else { return false }
        let object = name.dropFirst(objectsFolder.count + 1).dropLast(6)
        return !object.isEmpty && object.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
}
