import Contracts

/// All by which tenants change servers, one by one or a server's all, put together.
struct TenantMoves: Sendable {
    let kinds: [JobKind]
    let mover: TenantMover
    let evacuator: ServerEvacuator

    init(
        dependencies: LifecycleDependencies, _ context: PluginContext, settings: MoveSettings,
        paused: @escaping @Sendable (Duration) -> Void
    ) {
        mover = TenantMover(dependencies: dependencies, upstreams: context.services.upstreams)
        evacuator = ServerEvacuator(dependencies: dependencies, mover: mover, plans: context.plans)
        kinds = [
            TenantMove(dependencies: dependencies, settings: settings, paused: paused).kind,
            EvacuationJob(evacuator: evacuator).kind,
        ]
    }
}
