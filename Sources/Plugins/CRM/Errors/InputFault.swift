/// What is wrong with a value that was to be written.
enum InputFault: Equatable {
    /// What a field of dates holds.
    enum DateForm {
        case date, dateTime
    }

    case unknownField(String, object: String)
    case wrongValue(kind: String, value: String, field: String)
    case invalidDate(DateForm, value: String, field: String)
    case invalidUUID(String)
    case unknownOption(String, field: String, options: [String])
    case unknownSubField(String, type: FieldType, field: String)
    case missingValue(field: String)
    case readOnly(field: String)
    case oneToMany(field: String)
    case relationNeedsOperation(field: String)
    /// Where records are not looked for, as in the rows of an import, a relation is given by its join column alone.
    case connectUnavailable(relation: String, column: String)
    case invalidURL
    case invalidPhoneNumber(String)
    case invalidCallingCode(String)
    case invalidCountryCode(String)
    case conflictingPhoneCodes
    case conflictingCallingCode
    case conflictingCountryCode

    var message: String {
        switch self {
        case .unknownField(let key, let object): "Object \(object) doesn't have any \"\(key)\" field."
        case .wrongValue(let kind, let value, let field): "Invalid \(kind) value \(value) for field \"\(field)\""
        case .invalidDate(.date, let value, let field):
            "Invalid date value \(value) for field \"\(field)\". Expected format: YYYY-MM-DD"
        case .invalidDate(.dateTime, let value, let field):
            "Invalid date-time value \(value) for field \"\(field)\". Expected format: YYYY-MM-DDTHH:mm:ssZ"
        case .invalidUUID(let text): "'\(text)' is not a valid UUID"
        case .unknownOption(let value, let field, let options):
            "Invalid value \"\(value)\" for field \"\(field)\". Valid values are: \(options.joined(separator: ", "))"
        case .unknownSubField(let name, let type, let field): "Invalid subfield \(name) for \(type.rawValue) field \"\(field)\""
        case .missingValue(let field): "Field \(field) is not nullable and has no default value."
        case .readOnly(let field): "Field \"\(field)\" cannot be written"
        case .oneToMany(let field): "One-to-many relation \(field) field does not support write operations."
        case .relationNeedsOperation(let field): "Relation \"\(field)\" requires connect or disconnect operation"
        case .connectUnavailable(let relation, let column):
            "Relation \"\(relation)\" cannot be connected here: give \"\(column)\" instead"
        case .invalidURL: "The URL of the link is not valid"
        case .invalidPhoneNumber(let number): "Provided phone number is invalid \(number)"
        case .invalidCallingCode(let code): "Invalid calling code \(code)"
        case .invalidCountryCode(let code): "Invalid country code \(code)"
        case .conflictingPhoneCodes: "Provided country code and calling code are conflicting"
        case .conflictingCallingCode: "Provided and inferred calling code are conflicting"
        case .conflictingCountryCode: "Provided and inferred country code are conflicting"
        }
    }

    var innerCode: String? {
        switch self {
        case .invalidURL: "INVALID_URL"
        case .invalidPhoneNumber: "INVALID_PHONE_NUMBER"
        case .invalidCallingCode: "INVALID_PHONE_CALLING_CODE"
        case .invalidCountryCode: "INVALID_PHONE_COUNTRY_CODE"
        case .conflictingPhoneCodes: "CONFLICTING_PHONE_CALLING_CODE_AND_COUNTRY_CODE"
        case .conflictingCallingCode: "CONFLICTING_PHONE_CALLING_CODE"
        case .conflictingCountryCode: "CONFLICTING_PHONE_COUNTRY_CODE"
        default: nil
        }
    }
}
