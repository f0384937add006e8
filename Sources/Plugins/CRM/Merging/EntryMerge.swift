import Contracts

/// Unites e-mail addresses, telephone numbers or links: the preferred record's primary entry stays in front, and those of all
/// the records stand behind it, each once.
struct EntryMerge {
    let layout: EntryLayout
    let merge: FieldMerge

    private struct Entry {
        let parts: [String?]
        /// As it stands in the list.
        let item: JSONValue
    }

    /// A value for every column of the field; nil when no record has an entry.
    func values() -> [MergedValue]? {
        let primary = merge.order.lazy.compactMap { primaryEntry(of: merge.cells[$0]) }.first
        var seen = primary.map { [identity(of: $0)] } ?? []
        var others: [JSONValue] = []
        for cells in merge.cells {
            for entry in [primaryEntry(of: cells)].compactMap({ $0 }) + listEntries(of: cells)
            where !seen.contains(identity(of: entry)) {
                seen.append(identity(of: entry))
                others.append(entry.item)
            }
        }
        guard !seen.isEmpty else { return nil }
        return merge.field.columns.map { column in
            guard let name = column.subField?.name, name != layout.list else {
                return others.isEmpty ? .null : .json(JSONText.encode(.array(others)))
            }
            let part = layout.parts.firstIndex(of: name).flatMap { primary?.parts[$0] }
            return part.map { .text($0) } ?? .null
        }
    }

    private func identity(of entry: Entry) -> [String] { entry.parts.prefix(layout.identity).map { $0 ?? "" } }

    private func primaryEntry(of cells: [String?]) -> Entry? {
        let parts = layout.parts.map { part in cell(part, in: cells) }
        guard !FieldMerge.isEmpty(parts[0]) else { return nil }
        return Entry(parts: parts, item: item(parts))
    }

    private func listEntries(of cells: [String?]) -> [Entry] {
        FieldMerge.items(cell(layout.list, in: cells)).compactMap { item in
            let parts = parts(of: item)
            return FieldMerge.isEmpty(parts.first ?? nil) ? nil : Entry(parts: parts, item: item)
        }
    }

    private func cell(_ part: String, in cells: [String?]) -> String? {
        merge.field.columns.firstIndex { $0.subField?.name == part }.flatMap { cells[$0] }
    }

    private func item(_ parts: [String?]) -> JSONValue {
        guard let keys = layout.keys else { return .optional(parts[0]) }
        return .object(JSONObject(zip(keys, parts).map { JSONMember($0, .string($1 ?? "")) }))
    }

    private func parts(of item: JSONValue) -> [String?] {
        func text(_ value: JSONValue?) -> String? {
            if case .string(let text)? = value { text } else { nil }
        }
        guard let keys = layout.keys else { return [text(item)] }
        guard case .object(let object) = item else { return [] }
        return keys.map { text(object[$0]) }
    }
}
