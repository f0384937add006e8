/// The one place where identifiers are quoted (PostgreSQL, "Identifiers and Key Words").
public enum SQLIdentifier {
    /// `name` in double quotes, inner ones doubled. NULs, which PostgreSQL cannot hold, are dropped.
    public static func quote(_ name: String) -> String { enclose(name, in: "\"") }

    /// `text` as a string constant, for statements that cannot bind (`CREATE ROLE … PASSWORD`). Relies on
    /// `standard_conforming_strings`, which the driver makes sure of.
    public static func literal(_ text: String) -> String { enclose(text, in: "'") }

    /// Works on Unicode scalars, as PostgreSQL reads bytes: to a `Character` a quote with a combining mark behind it is
    /// another character than a quote, and would stay single.
    private static func enclose(_ text: String, in quote: Unicode.Scalar) -> String {
        // As nearly all are. Bytes tell: those of other scalars are all above ASCII.
        if !text.utf8.contains(where: { $0 == 0 || UInt32($0) == quote.value }) { return "\(quote)\(text)\(quote)" }
        var enclosed = String.UnicodeScalarView()
        enclosed.append(quote)
        for scalar in text.unicodeScalars where scalar != "\0" {
            if scalar == quote { enclosed.append(quote) }
            enclosed.append(scalar)
        }
        enclosed.append(quote)
        return String(enclosed)
    }
}
