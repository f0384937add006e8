import Contracts
import FoundationEssentials
import Testing

@testable import AuthPlugin

@Suite struct LoginCandidateTests {
    private let acme: OrganizationChoice
    private let beta: OrganizationChoice
    private let candidate: LoginCandidate

    init() throws {
        acme = OrganizationChoice(tenant: .random(), slug: try #require(Slug("acme")), name: "Acme")
        beta = OrganizationChoice(tenant: .random(), slug: try #require(Slug("beta")), name: "Beta")
        candidate = LoginCandidate(
            account: UUID(), passwordHash: "",
            memberships: [acme, beta].map { LoginCandidate.Membership(organization: $0, status: .active) })
    }

    @Test func severalOrganizationsAndNoneNamedAsksWhich() {
        #expect(throws: AuthError.organizationRequired([acme, beta])) { try candidate.membership(named: nil, hostTenant: nil) }
    }

    @Test func theOrganizationIsFoundBySlugInAnyCaseAndByIdentity() throws {
        for name in ["beta", "BETA", beta.tenant.description] {
            let found = try candidate.membership(named: OrganizationName(name), hostTenant: nil)
            #expect(found.organization == beta)
        }
    }

    @Test func theHostNameNamesTheOrganization() throws {
        #expect(try candidate.membership(named: nil, hostTenant: acme.tenant).organization == acme)
    }

    @Test func anOrganizationOfSomebodyElseIsLikeAWrongPassword() {
        #expect(throws: AuthError.invalidCredentials) { try candidate.membership(named: .id(.random()), hostTenant: nil) }
        #expect(throws: AuthError.invalidCredentials) { try candidate.membership(named: nil, hostTenant: .random()) }
    }

    @Test func hostNameAndNamedOrganizationMustAgree() {
        #expect(throws: AuthError.invalidCredentials) {
            try candidate.membership(named: .slug(beta.slug), hostTenant: acme.tenant)
        }
    }
}
