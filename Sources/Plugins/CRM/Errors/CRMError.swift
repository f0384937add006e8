import Contracts
import HTTPTypes

/// Why a request about records was refused, as Twenty words it.
enum CRMError: Error, Equatable {
    case invalidPath
    case unknownObject(String, meant: String?)
    case invalidIdentifier(String)
    case invalidLimit(String)
    case invalidDepth(String)
    case invalidFields(FieldsFault)
    case invalidDuplicates(DuplicatesFault)
    case invalidMerge(MergeFault)
    case invalidGrouping(GroupingFault)
    case bothCursors
    case malformedCursor(String)
    case unsuitableCursor
    case filterRequired(isSoftDelete: Bool)
    case recordNotFound
    /// The caller's role does not allow what was asked, reading it included.
    case notPermitted
    case fieldNotReadable(String, object: String)
    case fieldNotPermitted(String, object: String)
    case duplicateEntry
    /// PostgreSQL refused the values; its message names the constraint or the value, as Twenty's own answer does.
    case rejected(String)
    case invalidInput(InputFault)
    case refusedWrite(WriteFault)
    case invalidQuery(QueryFault)
    case metadata(MetadataFault)
}

extension CRMError: HTTPRepresentable {
    var problem: Problem {
        let code: ErrorCode =
            switch self {
            case .recordNotFound: .recordNotFound
            case .duplicateEntry: .duplicateRecord
            case .invalidIdentifier: .invalidIdentifier
            case .rejected, .invalidInput, .refusedWrite: .invalidRecord
            case .notPermitted, .fieldNotReadable, .fieldNotPermitted: .insufficientRole
            case .metadata(let fault): fault.code
            default: .malformedRequest
            }
        return Problem(code, message, retryAfterSeconds: self == .metadata(.busy) ? 1 : nil)
    }

    /// Twenty answers 404 for a record that is not there and 400 for everything else.
    var status: HTTPResponse.Status {
        switch self {
        case .recordNotFound: .notFound
        case .metadata(let fault): fault.status
        default: .badRequest
        }
    }

    /// The class of the exception that Twenty would have thrown.
    var exception: String {
        switch self {
        case .recordNotFound, .metadata(.notFound): "NotFoundException"
        case .metadata(.busy): "ServiceUnavailableException"
        case .refusedWrite(.batchIsNoList): "TypeError"
        case _ where innerCode != nil: "Error"
        default: "BadRequestException"
        }
    }

    /// The code that Twenty adds when the error is one of its own coded ones.
    var innerCode: String? {
        switch self {
        case .unsuitableCursor: "INVALID_CURSOR"
        case .notPermitted, .fieldNotReadable, .fieldNotPermitted: "PERMISSION_DENIED"
        case .invalidInput(let fault): fault.innerCode
        case .refusedWrite(let fault): fault.innerCode
        case .invalidQuery(let fault): fault.innerCode
        case .metadata(let fault): fault.innerCode
        default: nil
        }
    }

    var message: String {
        switch self {
        case .invalidPath:
            "Query path invalid. Valid examples: /rest/companies, /rest/companies/20202020-1c25-4d02-bf25-6aeccf7ea419"
        case .unknownObject(let name, meant: let plural?): "object '\(name)' not found. Did you mean '\(plural)'?"
        case .unknownObject(let name, meant: nil): "object '\(name)' not found. eg: companies"
        case .invalidIdentifier(let text): "'\(text)' is not a valid UUID"
        case .invalidLimit(let text): "limit '\(text)' is invalid. Should be an integer"
        case .invalidDepth(let text): "'depth=\(text)' parameter invalid. Allowed values are 0, 1"
        case .invalidFields(let fault): fault.message
        case .invalidDuplicates(let fault): fault.message
        case .invalidMerge(let fault): fault.message
        case .invalidGrouping(let fault): fault.message
        case .bothCursors: "Cannot provide both before and after"
        case .malformedCursor(let text): "Invalid cursor: \(text)"
        case .unsuitableCursor: "Invalid cursor"
        case .filterRequired(isSoftDelete: true): "Filters are mandatory for bulk delete operations"
        case .filterRequired(isSoftDelete: false): "Filters are mandatory for bulk destroy operations"
        case .recordNotFound: "Record not found"
        case .notPermitted: "Entity performing the request does not have permission"
        case .fieldNotReadable(let field, let object): Self.fieldRefusal(of: "read", field, object)
        case .fieldNotPermitted(let field, let object): Self.fieldRefusal(of: "update", field, object)
        case .duplicateEntry: "A duplicate entry was detected"
        case .rejected(let message): message
        case .invalidInput(let fault): fault.message
        case .refusedWrite(let fault): fault.message
        case .invalidQuery(let fault): fault.message
        case .metadata(let fault): fault.message
        }
    }

    private static func fieldRefusal(of operation: String, _ field: String, _ object: String) -> String {
        "Entity performing the request does not have permission: no permission to \(operation) field \"\(field)\" on \"\(object)\""
    }
}
