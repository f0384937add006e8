import Contracts
import HTTPTypes
import Testing

@testable import HostRuntime

@Suite struct RequestPipelineTests {
    @Test func unknownPathsAreNotFound() async throws {
        let response = try await PipelineStage().get("/nowhere")
        #expect(response.status == .notFound)
        #expect(response.code == "route_not_found")
    }

    @Test func aWrongMethodIsToldTheRightOnes() async throws {
        let response = try await PipelineStage().get("/open", method: .delete)
        #expect(response.status == .methodNotAllowed)
        #expect(response.fields[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test func optionsNeedsNoCredentials() async throws {
        let response = try await PipelineStage().get("/data", method: .options)
        #expect(response.status == .noContent)
        #expect(response.fields[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test func headIsAnsweredUnderTheRulesOfGet() async throws {
        #expect(try await PipelineStage().get("/data", bearer: "globex", method: .head).text == "globex")
        #expect(try await PipelineStage().get("/data", method: .head).status == .unauthorized)
    }

    @Test func badEscapesAreMalformedRequests() async throws {
        #expect(try await PipelineStage().get("/open/%zz").code == "malformed_request")
    }

    @Test func aBodyOverTheHostsLimitIsRefused() async throws {
        #expect(try await PipelineStage().get("/open", body: Array(repeating: 0, count: 65)).code == "body_too_large")
        #expect(try await PipelineStage().get("/open", body: Array(repeating: 0, count: 64)).status == .ok)
    }

    @Test func aRoutesOwnBodyLimitCounts() async throws {
        var stage = PipelineStage()
        stage.routes = [PipelineStage.tenantRoute(options: RouteOptions(maxBodyBytes: 4))]
        let response = try await stage.get("/data", bearer: "acme", body: Array(repeating: 0, count: 5))
        #expect(response.status == .contentTooLarge)
    }

    @Test func theHandlerRunsUnderTheRequestsScope() async throws {
        var stage = PipelineStage()
        stage.routes = [
            PipelineStage.openRoute { _, context in
                PipelineStage.text(RequestScope.current?.deadline == context.deadline ? "yes" : "no")
            }
        ]
        #expect(try await stage.get("/open").text == "yes")
    }

    @Test func aRequestThatIsOverdueIsNotStarted() async throws {
        var stage = PipelineStage()
        stage.settings.requestDeadline = .zero
        #expect(try await stage.get("/open").code == "request_deadline_exceeded")
    }

    @Test func aDrainingHostServesWhatStillArrives() async throws {
        let stage = PipelineStage()
        stage.state.advance(to: .draining)
        #expect(try await stage.get("/open").status == .ok)
    }

    @Test func everyProblemBearsTheRequestsID() async throws {
        #expect(try await PipelineStage().get("/nowhere").text.contains(#""request_id":"r-1""#))
    }

    @Test func answersInJSONAreNotCached() async throws {
        #expect(try await PipelineStage().get("/nowhere").fields[.cacheControl] == "no-store")
    }

    @Test func aHandlersOwnCacheControlStays() async throws {
        var stage = PipelineStage()
        stage.routes = [
            PipelineStage.openRoute { _, _ in
                Response(status: .ok, fields: [.contentType: "application/json", .cacheControl: "max-age=60"])
            }
        ]
        #expect(try await stage.get("/open").fields[.cacheControl] == "max-age=60")
    }

    @Test func serverTimingComesWhenItIsAskedFor() async throws {
        let timed = try await PipelineStage().get("/data", bearer: "acme", fields: [FieldNames.serverTimingWanted: "1"])
        #expect(timed.fields[FieldNames.serverTiming]?.contains("total;dur=") == true)
        #expect(try await PipelineStage().get("/open").fields[FieldNames.serverTiming] == nil)
    }

    @Test func theReportNamesThePatternAndNeverThePath() async throws {
        var stage = PipelineStage()
        stage.routes = [Route(.get, "/people/{id}", .open { _, _ in Response(status: .ok) })]
        _ = try await stage.get("/people/ada%40example.com")
        #expect(stage.witness.observations.map { $0.route?.route.pattern } == ["/people/{id}"])
    }

    @Test func healthAnswersTheSameWhileTheHostDrains() async throws {
        let stage = PipelineStage()
        stage.state.advance(to: .draining)
        #expect(try await stage.get("/health").text == #"{"status":"ok"}"#)
    }

    @Test func whatTheFrontRejectsIsAProblemToo() throws {
        let stage = PipelineStage()
        let response = try stage.pipeline().reject(Problem(.headersTooLarge, "Too long."), requestID: "r-9")
        #expect(response.status == .requestHeaderFieldsTooLarge)
        #expect(response.text.contains(#""request_id":"r-9""#))
        #expect(stage.witness.observations.map(\.code) == [.headersTooLarge])
    }

    @Test func theRoutesOwnShapeWordsItsErrors() async throws {
        struct Curt: ErrorShape {
            func response(to error: any Error, problem: Problem, requestID: String) -> Response {
                Response(status: problem.code.status, body: Array("curt".utf8))
            }
        }
        var stage = PipelineStage()
        stage.routes = [PipelineStage.tenantRoute(options: RouteOptions(errorShape: Curt()))]
        #expect(try await stage.get("/data").text == "curt")
        #expect(try await stage.get("/data", method: .delete).text == "curt")
    }
}
