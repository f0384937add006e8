import Contracts

/// Reads `group_by`: a JSON array of objects with one key each, `{"stage":true}`, `{"address":{"addressCity":true}}`,
/// `{"closeDate":{"granularity":"MONTH","timeZone":"Europe/Paris"}}`, `{"tags":{"unnest":true}}`.
struct GroupParser {
    static let limit = 16

    private let lookup: ColumnLookup

    /// - Throws: `CRMError.invalidGrouping`, and what `ColumnLookup` says of what the caller may not read.
    static func parse(_ text: String?, for scope: RecordScope) throws(CRMError) -> [GroupDimension] {
        guard let text, case .array(let items)? = try GroupingJSON.parse(text, of: .groupBy), !items.isEmpty else {
            throw .invalidGrouping(.malformed(.groupBy))
        }
        guard items.count <= limit else { throw .invalidGrouping(.tooMany(.groupBy, limit: limit)) }
        let parser = GroupParser(
            lookup: ColumnLookup(object: scope.object, catalogue: scope.catalogue, permissions: scope.permissions))
        var dimensions: [GroupDimension] = []
        for item in items { dimensions.append(try parser.dimension(item)) }
        return dimensions
    }

    private func dimension(_ item: JSONValue) throws(CRMError) -> GroupDimension {
        guard let (names, value) = GroupingJSON.path(item, endingAt: ["granularity", "timeZone", "weekStartDay", "unnest"]) else {
            throw .invalidGrouping(.malformed(.groupBy))
        }
        let path = try column(names)
        switch value {
        case .bool(true): return GroupDimension(names: names, path: path, form: .value)
        case .object(let options): return GroupDimension(names: names, path: path, form: try form(options, of: path))
        default: throw .invalidGrouping(.malformed(.groupBy))
        }
    }

    private func column(_ names: [String]) throws(CRMError) -> ColumnPath {
        let path: ColumnPath
        do throws(ColumnLookup.Miss) {
            path = try lookup.column(names)
        } catch {
            throw Self.refusal(error, of: names)
        }
        guard Self.isGroupable(path) else { throw .invalidGrouping(.unsupportedField(path.field.name)) }
        return path
    }

    /// What every record has says nothing of a group, but for when it was made and changed; and JSON is never the same twice.
    private static func isGroupable(_ path: ColumnPath) -> Bool {
        switch path.type {
        case .rawJSON, .files, .searchVector: false
        default: !path.field.isSystem || ["createdAt", "updatedAt"].contains(path.field.name)
        }
    }

    private func form(_ options: JSONObject, of path: ColumnPath) throws(CRMError) -> GroupDimension.Form {
        switch path.type {
        case .dateTime, .date: return .date(try DateGroupingParser(path: path).grouping(options))
        case .multiSelect, .array:
            switch options["unnest"] {
            case .bool(true)? where options.members.count == 1: return .elements
            case .bool(false)? where options.members.count == 1: return .value
            default: throw .invalidGrouping(.malformed(.groupBy))
            }
        default:
            throw options["unnest"] == nil
                ? .invalidGrouping(.malformed(.groupBy)) : .invalidGrouping(.notAList(path.field.name))
        }
    }

    private static func refusal(_ miss: ColumnLookup.Miss, of names: [String]) -> CRMError {
        switch miss {
        case .unknownField(let name, _): .invalidGrouping(.unknownField(String(name.prefix(200))))
        case .unknownSubField, .surplus: .invalidGrouping(.unknownField(GroupingJSON.excerpt(names)))
        case .missingSubField(let field) where field.isSystem: .invalidGrouping(.unsupportedField(field.name))
        case .missingSubField(let field): .invalidGrouping(.subFieldRequired(field.name))
        case .missingField(let relation, _): .invalidGrouping(.subFieldRequired(relation.name))
        case .oneToMany(let field), .secondRelation(let field): .invalidGrouping(.unsupportedField(field.name))
        case .unreadableObject: .notPermitted
        case .unreadableField(let field, let object): .fieldNotReadable(field.name, object: object.singular)
        }
    }
}
