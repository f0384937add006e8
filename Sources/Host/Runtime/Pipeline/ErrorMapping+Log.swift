internal import Contracts
internal import Logging

extension ErrorMapping {
    /// What the log says of an error that the client learns nothing of.
    ///
    /// A statement's values can stand in PostgreSQL's texts, so a text is given only for the classes that never quote one.
    static func details(of error: any Error) -> Logger.Metadata {
        guard case .server(let diagnostic)? = error as? DatabaseError else {
            return ["error": .string(String(String(reflecting: error).prefix(1_000)))]
        }
        var details: Logger.Metadata = [
            "error": "PostgreSQL refused a statement", "sql_state": .string(diagnostic.sqlState.rawValue),
        ]
        if let message = diagnostic.quotelessMessage { details["message"] = .string(message) }
        if let constraint = diagnostic.constraint { details["constraint"] = .string(constraint) }
        if let table = diagnostic.table { details["table"] = .string(table) }
        if let column = diagnostic.column { details["column"] = .string(column) }
        return details
    }
}
