/// The one place where identifiers are quoted (PostgreSQL, "Identifiers and Key Words").
public enum SQLIdentifier {
    /// `name` in double quotes, inner ones doubled. NULs, which PostgreSQL cannot hold, are dropped.
    public static func quote(_ name: String) -> String {
        "\"" + name.filter { $0 != "\0" }.replacing("\"", with: "\"\"") + "\""
    }

    /// `text` as a string constant, for statements that cannot bind (`CREATE ROLE … PASSWORD`). Relies on
    /// `standard_conforming_strings`, which the driver makes sure of.
    public static func literal(_ text: String) -> String {
        "'" + text.filter { $0 != "\0" }.replacing("'", with: "''") + "'"
    }
}
