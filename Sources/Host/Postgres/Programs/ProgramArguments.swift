internal import Contracts

extension DatabaseDump {
    /// As `pg_dump` takes them, but for file and connection.
    var arguments: [String] {
        var arguments = ["--format=\(format == .custom ? "custom" : "plain")", "--no-owner", "--no-privileges"]
        switch contents {
        case .everything: break
        case .schema: arguments.append("--schema-only")
        case .data: arguments.append("--data-only")
        }
        if let snapshot { arguments.append("--snapshot=\(snapshot)") }
        arguments += excludedTables.map { "--exclude-table=\($0)" }
        arguments += excludedData.map { "--exclude-table-data=\($0)" }
        return arguments
    }
}

extension DatabaseRestoration {
    /// As `pg_restore` takes them, but for file and connection.
    var arguments: [String] {
        var arguments = ["--no-owner", "--no-privileges", "--exit-on-error"]
        arguments += Section.allCases.filter(sections.contains).map { "--section=\($0.rawValue)" }
        if let role { arguments.append("--role=\(role)") }
        return arguments
    }
}
