import Contracts

/// All by which tenants come to be, put together: sign-up, approval, the stock of databases.
struct TenantMaking: Sendable {
    let kinds: [JobKind]
    let reservations: TenantReservations
    let gate: CreationGate
    let approval: OperatorApproval
    let keeper: StockKeeper
    private let dependencies: LifecycleDependencies
    private let attempts: AttemptStore
    private let plans: PlanCatalogue
    private let signUp: ProvisioningSettings.SignUp

    init(
        dependencies: LifecycleDependencies, settings: ProvisioningSettings, configuration: ProvisioningConfiguration,
        plans: PlanCatalogue, attempts: AttemptStore
    ) {
        self.dependencies = dependencies
        self.attempts = attempts
        self.plans = plans
        signUp = configuration.offersSignUp ? settings.signUp : .closed
        let stock = TenantStock(
            store: StockStore(cryptography: dependencies.cryptography), schema: dependencies.databases.template.schema,
            size: signUp == .open ? settings.stockSize : 0, isWanted: configuration.stockIsWanted)
        kinds = [TenantCreation(dependencies: dependencies).kind]
        reservations = TenantReservations(dependencies: dependencies, stock: stock, attempts: attempts)
        gate = CreationGate(limit: settings.maxConcurrentCreations, maxWaiting: settings.maxWaitingCreations)
        approval = OperatorApproval(dependencies: dependencies, reservations: reservations, plans: plans, gate: gate)
        keeper = StockKeeper(
            stock: stock, registry: dependencies.registry, databases: dependencies.databases, seeders: dependencies.seeders,
            gate: gate, names: dependencies.names, cryptography: dependencies.cryptography, logger: dependencies.logger)
    }

    /// - Parameter lifecycle: makes an organization at once, where that takes nobody's approval.
    func routes(_ lifecycle: DatabaseTenantLifecycle) -> [Route] {
        let desk = SignUpDesk(
            registry: dependencies.registry, jobs: dependencies.jobs, attempts: attempts, identity: dependencies.identity,
            cryptography: dependencies.cryptography,
            entrance: signUp == .approval ? .approval(approval) : .lifecycle(lifecycle))
        return [
            RegisterOrganizationRoute(isOpen: signUp != .closed, plans: plans, desk: desk).route,
            ProvisioningStatusRoute(jobs: dependencies.jobs).route,
        ]
    }
}
