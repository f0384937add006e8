import Contracts
import Testing

@Suite struct ServerDiagnosticTests {
    @Test func whatAStatementHeldIsNotPrinted() {
        let error = DatabaseError.server(
            ServerDiagnostic(
                sqlState: .uniqueViolation, message: "bad value ada@example.com", detail: "Key (email)=(ada@example.com) exists.",
                constraint: "account_email_unique"))
        #expect(!"\(error)".contains("ada@example.com"))
        #expect("\(error)".contains("23505, constraint account_email_unique"))
    }

    @Test func aMessageThatQuotesNothingIsPrinted() {
        let error = DatabaseError.server(ServerDiagnostic(sqlState: .objectInUse, message: "database is being accessed"))
        #expect("\(error)".contains("55006, database is being accessed"))
    }
}
