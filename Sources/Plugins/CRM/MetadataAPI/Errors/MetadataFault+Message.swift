import Contracts
import HTTPTypes

extension MetadataFault {
    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .busy: .serviceUnavailable
        default: .badRequest
        }
    }

    var code: ErrorCode {
        switch self {
        case .notFound: .recordNotFound
        case .invalidIdentifier: .invalidIdentifier
        case .busy: .tenantBusy
        default: .invalidRecord
        }
    }

    /// The code of Twenty's own exception; nil where Twenty answers with one of the framework's.
    var innerCode: String? {
        switch self {
        case .notFound, .invalidIdentifier, .busy, .unknownKey, .missingKey, .wrongKind, .tooLong: nil
        case .objectNameTaken: "OBJECT_ALREADY_EXISTS"
        case .fieldNameTaken: "FIELD_ALREADY_EXISTS"
        case .managedByTwenty, .standardObject, .holdsRecords, .tooManyObjects: "OBJECT_MUTATION_NOT_ALLOWED"
        case .standardField, .systemField, .labelIdentifier, .holdsValues, .optionInUse, .holdsEmptyValues, .holdsDuplicates,
            .tooManyFields:
            "FIELD_MUTATION_NOT_ALLOWED"
        case .immutable(_, .object), .invalidName(_, _, .object), .nameNotSynced(_, _, .object), .sameSingularAndPlural,
            .remoteObject, .unsuitableIdentifier, .rejected(_, .object):
            "INVALID_OBJECT_INPUT"
        default: "INVALID_FIELD_INPUT"
        }
    }

    var message: String {
        switch self {
        case .notFound(.object): "Object not found"
        case .notFound(.field): "Field not found"
        case .invalidIdentifier(let text): "'\(text)' is not a valid UUID"
        case .unknownKey(let key, _): "property \(key) should not exist"
        case .missingKey(let key, _): "\(key) should not be empty"
        case .wrongKind(let key, let expected, _): "\(key) must be \(expected)"
        case .tooLong(let key, let limit, _): "\(key) must be shorter than or equal to \(limit) characters"
        case .invalidName(let name, let rule, _): Self.message(name, rule)
        case .sameSingularAndPlural(let name): "The singular and plural names cannot be the same: \"\(name)\""
        case .nameNotSynced(let name, let expected, _): "Name is not synced with label. Expected name: \"\(expected)\", got \(name)"
        case .objectNameTaken(let name): "Name \"\(name)\" is not available as it is already used by another object"
        case .fieldNameTaken(let name): "Name \"\(name)\" is not available as it is already used by another field"
        case .remoteObject: "Remote objects are not supported"
        case .immutable(let key, _): "\(key) cannot be changed"
        case .standardObject(let key): "Standard objects can change their labels, icon, description and isActive only, not \(key)"
        case .standardField(let key):
            "Standard fields can change their label, icon, description, options and isActive only, not \(key)"
        case .unsuitableIdentifier(let key): "\(key) must name a text field of the object"
        case .tooManyObjects(let limit): "This workspace has its \(limit) custom objects already"
        case .tooManyFields(let limit): "This workspace has its \(limit) custom fields already"
        case .managedByTwenty:
            "A Twenty server manages the objects and fields of this workspace. Please change them there."
        case .busy: "The workspace is busy with records or with another change. Please try again."
        case .rejected(let message, _): message
        default: fieldMessage
        }
    }

    private var fieldMessage: String {
        switch self {
        case .unknownType(let type): "Invalid field type: \(type)"
        case .managedType(let type): "Fields of type \(type.rawValue) cannot be created"
        case .systemField(let name): "System field \"\(name)\" cannot be changed"
        case .labelIdentifier(let name):
            "Field \"\(name)\" is the label identifier of its object and cannot be deactivated or deleted"
        case .options(let field, let rule): Self.message(field, rule)
        case .invalidDefault(let field, let type): "Invalid default value for field \"\(field)\" of type \(type.rawValue)"
        case .cannotBeUnique(let type): "Unique index cannot be created for field of type \(type.rawValue)"
        case .relationWithoutTarget: "relationCreationPayload is required for relation fields"
        case .morphRelationWithoutTargets: "morphRelationsCreationPayload is required for morph relation fields"
        case .tooManyTargets(let limit): "A morph relation can lead to \(limit) objects at most"
        case .unknownTarget: "Object metadata relation target not found for relation creation payload"
        case .invalidRelation(let key): "\(key) of the relation is invalid"
        case .holdsRecords(let object):
            "Object \"\(object)\" has records, which would be lost. Add delete_data=true to delete them with it."
        case .holdsValues(let field):
            "Field \"\(field)\" has values, which would be lost. Add delete_data=true to delete them with it."
        case .optionInUse(let option, let field): "Option \"\(option)\" of field \"\(field)\" is in use and cannot be removed"
        case .holdsEmptyValues(let field): "Field \"\(field)\" is empty in some records and cannot be made not nullable"
        case .holdsDuplicates(let field): "Field \"\(field)\" has duplicate values and cannot be made unique"
        default: "Invalid metadata"
        }
    }

    private static func message(_ name: String, _ rule: NameRule) -> String {
        switch rule {
        case .camelCase: "Name \"\(name)\" is not valid: must start with lowercase letter and contain only alphanumeric letters"
        case .length(let limit): "Name \"\(name)\" exceeds maximum length of \(limit) characters"
        case .reserved: "The name \"\(name)\" is reserved and cannot be used"
        }
    }

    private static func message(_ field: String, _ rule: OptionRule) -> String {
        switch rule {
        case .required: "Options are required for field \"\(field)\""
        case .notAllowed: "Field \"\(field)\" cannot have options"
        case .malformed: "Options of field \"\(field)\" must be objects with value, label, color and position"
        case .value(let value): "Option value \"\(value)\" must be in UPPER_CASE, follow snake_case and fit into 63 characters"
        case .duplicate(let value): "Duplicated option value \"\(value)\""
        case .tooMany(let limit): "Field \"\(field)\" can have \(limit) options at most"
        }
    }
}
