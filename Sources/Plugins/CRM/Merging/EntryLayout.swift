/// How a field that holds one entry in front and a list of others names the parts of an entry.
struct EntryLayout: Sendable {
    /// The sub-fields of the entry in front. It is there when the first of them is.
    let parts: [String]
    /// The same parts in an entry of the list; nil where an entry is the text of its only part.
    let keys: [String]?
    /// The sub-field that holds the list.
    let list: String
    /// How many of the parts, from the first, make two entries the same.
    let identity: Int

    static let emails = EntryLayout(parts: ["primaryEmail"], keys: nil, list: "additionalEmails", identity: 1)
    static let phones = EntryLayout(
        parts: ["primaryPhoneNumber", "primaryPhoneCallingCode", "primaryPhoneCountryCode"],
        keys: ["number", "callingCode", "countryCode"], list: "additionalPhones", identity: 2)
    static let links = EntryLayout(
        parts: ["primaryLinkUrl", "primaryLinkLabel"], keys: ["url", "label"], list: "secondaryLinks", identity: 1)
}
