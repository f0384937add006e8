import Contracts
import HostPostgres
import Testing

@Suite struct ConnectionURLTests {
    @Test func aURLIsTakenApart() throws {
        let url = Secret("postgresql://me:p%40ss@db1:5433,db2/registry?sslmode=require&target_session_attrs=read-write")
        let target = try ConnectionURL.parse(url, server: "main")
        #expect(target.server == "main")
        #expect(target.database == "registry")
        #expect(target.user == "me")
        #expect(target.password.reveal() == "p@ss")
        #expect(
            target.parameters == [
                "host": "db1,db2", "port": "5433,", "sslmode": "require", "target_session_attrs": "read-write",
            ])
    }

    @Test(arguments: [
        ("postgresql://me:hidden@host", ConnectionURLError.missing(keyword: "dbname")),
        ("postgresql://host/name", .missing(keyword: "user")),
        ("postgresql://me:hidden@[::1/name", .malformed),
        ("postgresql://me:hidden@host/name?nonsense=1", .malformed),
        ("http://me:hidden@host/name", .malformed),
        ("", .missing(keyword: "dbname")),
    ])
    func aFaultIsNamedWithoutTheURL(url: String, fault: ConnectionURLError) {
        let failure = #expect(throws: fault) { try ConnectionURL.parse(Secret(url), server: "main") }
        #expect(!String(reflecting: failure).contains("hidden"))
    }
}
