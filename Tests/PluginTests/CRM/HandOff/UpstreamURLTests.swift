import Testing

@testable import CRMPlugin

@Suite struct UpstreamURLTests {
    @Test(arguments: [
        ("https://crm.acme.example", "https://crm.acme.example"), ("HTTPS://CRM.Acme.Example:443/", "https://crm.acme.example"),
        ("https://crm.acme.example:8443", "https://crm.acme.example:8443"), ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://10.1.2.3:80", "http://10.1.2.3"), ("http://twenty", "http://twenty"),
        ("http://twenty-acme.crm.svc.cluster.local:3000/", "http://twenty-acme.crm.svc.cluster.local:3000"),
        ("http://twenty.internal", "http://twenty.internal"), ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ])
    func anOriginIsKeptInOneSpelling(text: String, expected: String) throws {
        #expect(try UpstreamURL(text).description == expected)
    }

    @Test(
        arguments: [
            ("", .malformed), ("crm.acme.example", .malformed), ("ftp://crm.acme.example", .malformed),
            ("//crm.acme.example", .malformed),
            ("file:///etc/passwd", .malformed), ("unix://tmp/x", .malformed), (" https://crm.acme.example", .malformed),
            ("https://user:password@crm.acme.example", .credentials), ("https://crm.acme.example@127.0.0.1", .credentials),
            ("https://crm.acme.example/api", .extra), ("https://crm.acme.example?x=1", .extra),
            ("https://crm.acme.example#x", .extra),
            ("https://crm.acme.example\\.evil.example", .extra), ("https://", .host), ("https:///", .host),
            ("https://-a.example", .host),
            ("https://a..example", .host), ("https://crm acme.example", .host), ("https://crm.acme.example.", .host),
            ("https://crm.ac\u{0301}me.example", .host), ("https://$host", .host), ("http://[::1]", .host), ("http://127.1", .host),
            ("http://2130706433", .host), ("http://0x7f000001", .host), ("http://0177.0.0.1", .host), ("http://256.1.1.1", .host),
            ("https://crm.acme.example:", .port), ("https://crm.acme.example:0", .port), ("https://crm.acme.example:65536", .port),
            ("https://crm.acme.example:+443", .port), ("https://crm.acme.example:443:1", .port),
        ] as [(String, UpstreamURL.Fault)])
    func whatIsNoOriginIsRefused(text: String, fault: UpstreamURL.Fault) {
        #expect(throws: fault) { try UpstreamURL(text) }
    }

    /// Where an operator's slip, or whoever owns a name, could lead requests.
    @Test(
        arguments: [
            ("http://169.254.169.254", .offLimits), ("http://0.0.0.0", .offLimits), ("http://224.0.0.1", .offLimits),
            ("http://255.255.255.255", .offLimits), ("http://metadata.google.internal", .offLimits),
            ("http://METADATA.google.internal:80/", .offLimits), ("http://crm.acme.example", .publicOverHTTP),
            ("http://127.0.0.1.nip.io", .publicOverHTTP), ("http://notinternal", nil),
            ("http://evilinternal.example", .publicOverHTTP),
            ("https://127.0.0.1", .addressOverHTTPS), ("http://localhost:3000", .localhost),
        ] as [(String, UpstreamURL.Fault?)])
    func whereItMayLead(text: String, fault: UpstreamURL.Fault?) {
        do throws(UpstreamURL.Fault) {
            _ = try UpstreamURL(text)
            #expect(fault == nil)
        } catch {
            #expect(error == fault)
        }
    }
}
