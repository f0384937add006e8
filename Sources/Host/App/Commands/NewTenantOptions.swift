import ArgumentParser
import Contracts

/// What a tenant is to be that is made of something there is already.
struct NewTenantOptions: ParsableArguments {
    /// As for a password that is chosen at sign-up.
    private static let passwordBytes = 8...1024

    @Option(help: "The organization's name.") var name: String
    @Option(help: "The owner's e-mail address. An account that exists joins; otherwise one is made.") var ownerEmail: String
    @Flag(help: "Read the password of an owner's new account from the first line of standard input.") var passwordStdin = false
    @Option(help: "The host name's label; made of the name when it is not given.") var slug: String?
    @Option(help: "A plan of the settings; the default plan when it is not given.") var plan: String?

    /// The same, judged.
    struct Choice {
        let name: String
        let slug: Slug?
        let plan: Plan
        let ownerEmail: EmailAddress
        let ownerPassword: Secret?
    }

    func validate() throws { _ = try judged() }

    /// - Throws: `ValidationError`.
    func read(_ plans: PlanCatalogue) throws -> Choice {
        let (organization, email, label) = try judged()
        let chosen = try plan.map { name in
            guard let plan = plans[name] else { throw ValidationError("The settings have no plan \(name).") }
            return plan
        }
        let password = passwordStdin ? readLine().map { Secret($0) } : nil
        if let password, !Self.passwordBytes.contains(password.reveal().utf8.count) {
            throw ValidationError("A password has \(Self.passwordBytes.lowerBound) to \(Self.passwordBytes.upperBound) bytes.")
        }
        return Choice(
            name: organization.description, slug: label, plan: chosen ?? plans.defaultPlan, ownerEmail: email,
            ownerPassword: password)
    }

    /// What can be judged without the settings.
    private func judged() throws -> (OrganizationName, EmailAddress, Slug?) {
        let organization: OrganizationName
        do { organization = try OrganizationName(name) } catch { throw ValidationError("--name \(error.message).") }
        guard let email = EmailAddress(ownerEmail) else { throw ValidationError("This is no e-mail address: \(ownerEmail)") }
        let label = try slug.map { text in
            guard let slug = Slug(text) else { throw ValidationError("--slug \(Slug.rule).") }
            return slug
        }
        return (organization, email, label)
    }
}
