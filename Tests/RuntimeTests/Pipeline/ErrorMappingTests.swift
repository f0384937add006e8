import Contracts
import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct ErrorMappingTests {
    private struct Unforeseen: Error, CustomStringConvertible {
        let description = "password=hunter2"
    }

    private static func server(_ state: String) -> DatabaseError {
        .server(ServerDiagnostic(sqlState: SQLState(rawValue: state), message: "m"))
    }

    @Test(arguments: [
        (server("53300"), ErrorCode.databaseUnavailable), (server("57P01"), .databaseUnavailable),
        (server("08006"), .databaseUnavailable), (server("25006"), .databaseUnavailable),
        (server("40P01"), .concurrentChange), (server("40001"), .concurrentChange),
        (server("57014"), .statementTimeout), (server("23505"), .internalError), (server("42P01"), .internalError),
        (.connectionLost, .databaseUnavailable), (.connectFailed(.timedOut), .databaseUnavailable),
        (.deadlineExceeded, .requestDeadlineExceeded), (.decoding(column: "id"), .internalError), (.wrongDatabase, .internalError),
    ])
    func databaseErrorsOfATenant(error: DatabaseError, code: ErrorCode) {
        #expect(ErrorMapping.problem(for: error, .init(hasTenant: true)).code == code)
    }

    @Test func withoutATenantItIsTheRegistryThatIsMissing() {
        #expect(ErrorMapping.problem(for: DatabaseError.connectionLost, .init()).code == .registryUnavailable)
        #expect(ErrorMapping.problem(for: PoolError.tooManyWaiters, .init()).code == .registryUnavailable)
    }

    @Test func aStatementOfTheRegistrysThatWasCancelledIsNoLimitOfATenants() {
        #expect(ErrorMapping.problem(for: Self.server("57014"), .init()).code == .requestDeadlineExceeded)
    }

    @Test func poolErrorsOfATenantSpeakForThemselves() {
        let problem = ErrorMapping.problem(for: PoolError.serverUnavailable(retryAfter: .seconds(7)), .init(hasTenant: true))
        #expect(problem.code == .databaseUnavailable)
        #expect(problem.retryAfterSeconds == 7)
    }

    @Test(arguments: [
        (ErrorMapping.Circumstances(isOverdue: true), ErrorCode.requestDeadlineExceeded),
        (ErrorMapping.Circumstances(isStopping: true), .shuttingDown), (ErrorMapping.Circumstances(), .requestTimeout),
    ])
    func aCancelledRequestIsAnsweredByItsCause(circumstances: ErrorMapping.Circumstances, code: ErrorCode) {
        #expect(ErrorMapping.problem(for: CancellationError(), circumstances).code == code)
        #expect(ErrorMapping.problem(for: DatabaseError.cancelled, circumstances).code == code)
    }

    @Test func anUnforeseenErrorTellsTheClientNothing() async throws {
        var stage = PipelineStage()
        stage.routes = [PipelineStage.openRoute { _, _ in throw Unforeseen() }]
        let response = try await stage.get("/open")
        #expect(response.status == .internalServerError)
        #expect(response.code == "internal_error")
        #expect(!response.text.contains("hunter2"))
    }

    @Test func theTextOfAViolationStaysOutOfTheLog() {
        let diagnostic = ServerDiagnostic(
            sqlState: .uniqueViolation, message: "Key (email)=(ada@example.com) exists", detail: "ada@example.com",
            constraint: "accounts_email")
        let details = ErrorMapping.details(of: DatabaseError.server(diagnostic))
        #expect(details["constraint"] == "accounts_email")
        #expect(!"\(details)".contains("ada@example.com"))
    }
}
