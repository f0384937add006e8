import Contracts

/// Reads the text of an `order_by`: `name.lastName,company.name[DescNullsLast]`.
enum OrderParser {
    /// - Throws: `CRMError.invalidQuery`.
    static func parse(
        _ text: String, for object: ObjectDescription, in catalogue: Catalogue, permissions: Permissions
    ) throws(CRMError) -> Ordering {
        guard text.utf8.count <= QueryLimits.textLength else {
            throw .invalidQuery(.limitExceeded(parameter: "order_by", excess: "be longer than \(QueryLimits.textLength) bytes"))
        }
        let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count <= QueryLimits.orderItems else {
            throw .invalidQuery(.limitExceeded(parameter: "order_by", excess: "have more than \(QueryLimits.orderItems) items"))
        }
        let lookup = ColumnLookup(object: object, catalogue: catalogue, permissions: permissions)
        var items: [Ordering.Item] = []
        for part in parts {
            let item = try item(Substring(part), lookup)
            // A column decides where it comes first.
            if !items.contains(where: { $0.path.keys == item.path.keys }) { items.append(item) }
        }
        return Ordering(items: items)
    }

    private static func item(_ text: Substring, _ lookup: ColumnLookup) throws(CRMError) -> Ordering.Item {
        guard let open = text.utf8.firstIndex(of: UInt8(ascii: "[")), text.utf8.last == UInt8(ascii: "]") else {
            return Ordering.Item(path: try column(text, lookup), direction: .ascNullsFirst)
        }
        let word = String(Substring(text.utf8[open...].dropFirst().dropLast()))
        guard let direction = Ordering.Direction(rawValue: word) else {
            throw .invalidQuery(.unknownDirection(QueryFault.excerpt(word[...])))
        }
        return Ordering.Item(path: try column(text[..<open], lookup), direction: direction)
    }

    private static func column(_ text: Substring, _ lookup: ColumnLookup) throws(CRMError) -> ColumnPath {
        let names = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
        let path: ColumnPath
        do throws(ColumnLookup.Miss) {
            path = try lookup.column(names)
        } catch {
            throw refusal(error, of: text)
        }
        guard path.isSortable else { throw .invalidQuery(.notSortable(QueryFault.excerpt(text))) }
        return path
    }

    private static func refusal(_ miss: ColumnLookup.Miss, of text: Substring) -> CRMError {
        switch miss {
        case .missingSubField(let field): .invalidQuery(.subFieldRequired(field.name, kind: "composite"))
        case .missingField(let relation, _): .invalidQuery(.subFieldRequired(relation.name, kind: "relation"))
        case .unreadableObject: .notPermitted
        case .unreadableField(let field, let object): .fieldNotReadable(field.name, object: object.singular)
        case .unknownField, .unknownSubField, .oneToMany, .secondRelation, .surplus:
            .invalidQuery(.notSortable(QueryFault.excerpt(text)))
        }
    }
}

extension ColumnPath {
    /// JSON has no order that a client could mean, and a search vector none at all.
    fileprivate var isSortable: Bool {
        switch type {
        case .rawJSON, .files, .searchVector: false
        default: true
        }
    }
}
