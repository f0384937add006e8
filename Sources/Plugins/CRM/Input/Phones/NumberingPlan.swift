/// How the numbers of one region are made and dialled.
struct NumberingPlan: Sendable {
    /// Digits after the `+`, one to three.
    let callingCode: String
    /// The region's code of ISO 3166-1; nil for services without one, as `+800`.
    let region: String?
    /// What is dialled before the calling code of another country.
    let internationalPrefix: DigitPattern?
    /// What is dialled before a national number, and may stand for a part of it.
    let nationalPrefix: DigitPattern?
    /// What takes the prefix's place, `$1` being what its first group took.
    let transformRule: String?
    /// Numbers that begin so are of this region and not of another with the same calling code.
    let leadingDigits: DigitPattern?
    let general: DigitPattern
    /// All kinds of numbers, where these alone tell the region from another with the same calling code.
    let kinds: DigitPattern?
    /// Possible lengths of a national number, ascending.
    let lengths: [Int]

    /// Nil for a line that is not one of the table's.
    init?(line: Substring) {
        let fields = line.split(separator: " ").map { $0 == "-" ? "" : $0 }
        guard fields.count == 9, let general = DigitPattern(fields[6]) else { return nil }
        self.general = general
        callingCode = String(fields[0])
        region = fields[1] == "001" ? nil : String(fields[1])
        internationalPrefix = fields[2].isEmpty ? nil : DigitPattern(fields[2])
        nationalPrefix = fields[3].isEmpty ? nil : DigitPattern(fields[3])
        transformRule = fields[4].isEmpty ? nil : String(fields[4])
        leadingDigits = fields[5].isEmpty ? nil : DigitPattern(fields[5])
        kinds = fields[7].isEmpty ? nil : DigitPattern(fields[7])
        lengths = fields[8].split(separator: ",").compactMap { Int($0) }
    }

    /// Whether a number of the calling code is this region's, as far as that can be told.
    func claims(_ national: [UInt8]) -> Bool {
        if let leadingDigits { return leadingDigits.prefixMatch(national) != nil }
        return general.matchesWhole(national) && kinds?.matchesWhole(national) ?? true
    }

    /// The number without the prefix that is dialled within the country. One that is valid as it is, and would not be without, keeps
    /// what looks like the prefix; and so does one that would be left too short.
    func withoutNationalPrefix(_ number: [UInt8]) -> [UInt8] {
        guard let nationalPrefix, let match = nationalPrefix.prefixMatch(number) else { return number }
        let rest = Array(number[match.length...])
        // The last group took what belongs to the number itself.
        let stripped: [UInt8]
        if let transformRule, let last = match.groups.last, last != nil {
            stripped = transform(number, match, by: transformRule) + rest
        } else {
            stripped = rest
        }
        guard lengths.contains(stripped.count) || isTooLong(stripped.count) else { return number }
        return general.matchesWhole(number) && !general.matchesWhole(stripped) ? number : stripped
    }

    /// The number without its prefix for calls abroad, when it begins with that and a calling code could follow.
    func withoutInternationalPrefix(_ number: [UInt8]) -> [UInt8]? {
        guard let match = internationalPrefix?.prefixMatch(number) else { return nil }
        let rest = Array(number[match.length...])
        return rest.isEmpty || rest[0] == 0 ? nil : rest
    }

    func isTooLong(_ length: Int) -> Bool { length > lengths.last ?? 0 }

    private func transform(_ number: [UInt8], _ match: DigitPattern.Match, by rule: String) -> [UInt8] {
        var transformed: [UInt8] = []
        var isReference = false
        for byte in rule.utf8 {
            guard byte != UInt8(ascii: "$") else {
                isReference = true
                continue
            }
            let digit = byte - UInt8(ascii: "0")
            if isReference {
                if let group = match.groups[Int(digit) - 1] { transformed += number[group] }
            } else {
                transformed.append(digit)
            }
            isReference = false
        }
        return transformed
    }
}
