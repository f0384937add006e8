/// Why a request about the description of a workspace was refused.
enum MetadataFault: Error, Equatable {
    /// What a fault is about: objects and fields have codes of their own.
    enum Subject: Equatable {
        case object, field
    }

    case notFound(Subject)
    case invalidIdentifier(String)
    /// A Twenty server made the database, and alone changes the description that it keeps in there.
    case managedByTwenty
    case unknownKey(String, Subject)
    case missingKey(String, Subject)
    case wrongKind(key: String, expected: String, Subject)
    case tooLong(key: String, limit: Int, Subject)
    case invalidName(String, NameRule, Subject)
    case sameSingularAndPlural(String)
    case nameNotSynced(String, expected: String, Subject)
    case objectNameTaken(String)
    case fieldNameTaken(String)
    case remoteObject
    case unknownType(String)
    case managedType(FieldType)
    case immutable(key: String, Subject)
    case standardObject(key: String)
    case standardField(key: String)
    case systemField(String)
    case labelIdentifier(String)
    case unsuitableIdentifier(String)
    case options(field: String, OptionRule)
    case invalidDefault(field: String, FieldType)
    case cannotBeUnique(FieldType)
    case relationWithoutTarget
    case morphRelationWithoutTargets
    case tooManyTargets(limit: Int)
    case unknownTarget
    case invalidRelation(key: String)
    /// Records would lose what they hold, and the caller did not say that they may.
    case holdsRecords(object: String)
    case holdsValues(field: String)
    case optionInUse(String, field: String)
    case holdsEmptyValues(field: String)
    case holdsDuplicates(field: String)
    case tooManyObjects(limit: Int)
    case tooManyFields(limit: Int)
    /// Other work holds the table, or another change is being made.
    case busy
    /// PostgreSQL's own reason, which names the value or the identifier.
    case rejected(String, Subject)
}

/// What a name of an object or a field must keep to.
enum NameRule: Equatable {
    case camelCase
    case length(limit: Int)
    case reserved
}

/// What the options of a select field must keep to.
enum OptionRule: Equatable {
    case required, notAllowed
    case malformed
    case value(String)
    case duplicate(String)
    case tooMany(limit: Int)
}
