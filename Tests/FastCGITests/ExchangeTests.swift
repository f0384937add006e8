import Contracts
import HTTPTypes
import Testing

@testable import HostFastCGI

extension SocketSuites {
    @Suite struct ExchangeTests {
        @Test func aKeptConnectionServesRequestAfterRequest() async throws {
            let front = try RunningFront { Response(status: .ok, body: Array($0.path.utf8)) }
            let client = try front.client()
            for number in 1...20 {
                #expect(try client.exchange(FastCGIRecords.request("/\(number)")).text == "/\(number)")
            }
            await front.stop()
        }

        @Test func aConnectionThatIsNotToBeKeptIsClosedAfterItsAnswer() async throws {
            let front = try RunningFront()
            let client = try front.client()
            #expect(try client.exchange(FastCGIRecords.request(keeping: false)).text == "hello")
            #expect(client.isClosedByServer())
            await front.stop()
        }

        @Test func theRequestIsWhatTheParametersSay() async throws {
            let front = try RunningFront { request in
                let parts = [
                    request.method.rawValue, request.path, request.query, request.remoteAddress, request.id,
                    request.fields[.authorization] ?? "", request.fields[.contentType] ?? "",
                    request.fields[HTTPField.Name("x-odd-name") ?? .accept] ?? "", String(decoding: request.body, as: UTF8.self),
                ]
                return Response(status: .ok, body: Array(parts.joined(separator: "|").utf8))
            }
            let request = FastCGIRecords.request(
                "/a%20b/c?x=1&y=%2F?", method: "PATCH", body: Array("{}".utf8),
                adding: [
                    ("HTTP_AUTHORIZATION", "Bearer t"), ("CONTENT_TYPE", "text/x"), ("HTTP_CONTENT_TYPE", "text/x"),
                    ("HTTP_X_ODD_NAME", "odd"), ("HTTP_NO GOOD", "dropped"),
                ])
            let answer = try front.client().exchange(request)
            #expect(answer.text == "PATCH|/a%20b/c|x=1&y=%2F?|192.0.2.7|test-1|Bearer t|text/x|odd|{}")
            await front.stop()
        }

        @Test func theAnswerTellsStatusLengthAndRequestID() async throws {
            let front = try RunningFront { _ in
                Response(status: .created, fields: [.contentType: "text/plain", .contentLength: "99"], body: Array("made".utf8))
            }
            let answer = try front.client().exchange(FastCGIRecords.request())
            #expect(
                answer.head.split(separator: "\r\n")
                    == ["Status: 201 Created", "Content-Type: text/plain", "X-Request-ID: test-1", "Content-Length: 4"])
            await front.stop()
        }

        @Test func anAnswerToHEADHasTheLengthAndNoBody() async throws {
            let front = try RunningFront()
            let answer = try front.client().exchange(FastCGIRecords.request(method: "HEAD"))
            #expect(answer.head.contains("Content-Length: 5"))
            #expect(answer.body.isEmpty)
            await front.stop()
        }

        @Test(arguments: ["", "with space", "a\nb", String(repeating: "a", count: 65), "<script>"])
        func anIdentityThatIsNotValidIsReplaced(identity: String) async throws {
            let front = try RunningFront { Response(status: .ok, body: Array($0.id.utf8)) }
            let answer = try front.client().exchange(FastCGIRecords.request(adding: [("REQUEST_ID", identity)]))
            #expect(answer.text.wholeMatch(of: /[0-9a-f]{32}/) != nil)
            await front.stop()
        }

        @Test func aHeaderValueCannotAddLinesToTheAnswer() async throws {
            let front = try RunningFront { request in
                let evil = request.query + "\r\nSet-Cookie: stolen=1\r\n\r\n<script>"
                return Response(status: .init(code: 200, reasonPhrase: evil), fields: [.location: evil])
            }
            let answer = try front.client().exchange(FastCGIRecords.request("/?next\u{0A}"))
            #expect(answer.head.split(separator: "\r\n").count == 4)
            #expect(!answer.head.contains("\n<") && !answer.head.contains("\nSet-Cookie"))
            #expect(answer.body.isEmpty)
            await front.stop()
        }

        @Test func aLargeBodyArrivesWholeAndGoesBackWhole() async throws {
            let front = try RunningFront { Response(status: .ok, body: $0.body) }
            let body = (0..<900_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let client = try front.client()
            for _ in 0..<3 { #expect(try client.exchange(FastCGIRecords.request(method: "POST", body: body)).body == body) }
            await front.stop()
        }
    }
}
