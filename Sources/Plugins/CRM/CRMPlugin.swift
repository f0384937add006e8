public import Contracts

/// Serves the records of a tenant's own workspace through Twenty's REST interface, from Twenty's table layout.
///
/// The engine is driven by the metadata in the tenant's database: it knows no object but through them.
public struct CRMPlugin: Plugin {
    public static let name = "crm"
    public static let reservedPaths = ["/api/roles"]

    public let routes: [Route]
    public let services: PluginServices

    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) { _ = try CRMSettings(settings) }

    /// - Throws: `SettingsError`.
    public init(context: PluginContext) throws {
        let settings = try CRMSettings(context.settings)
        let catalogues = CatalogueCache(refreshInterval: settings.metadataRefresh)
        let roles = RoleCache(refreshInterval: settings.metadataRefresh)
        context.changes.subscribe { change in
            switch change {
            case nil:
                catalogues.forget(nil)
                roles.forget(nil)
            case .tenant(let tenant):
                catalogues.forget(tenant)
                roles.forget(tenant)
            default: break
            }
        }
        let records = RecordRoutes(catalogues: catalogues, roles: roles)
        let metadata = MetadataRoutes(
            editor: WorkspaceEditor(
                catalogues: catalogues, registry: context.registry, changes: context.changes, audit: context.audit,
                names: StoredName(cryptography: context.cryptography), limits: settings.customization), roles: roles)
        let store = UpstreamStore(registry: context.registry)
        let upstreams = UpstreamDirectory(load: store.upstream(of:))
        context.changes.subscribe(upstreams.invalidate)
        let vault = UpstreamVault(cryptography: context.cryptography)
        let handOff = HandOff(upstreams: upstreams, vault: vault, roles: roles)
        let native =
            metadata.routes(below: "/rest/metadata") + metadata.routes(below: "/api/metadata")
            + records.routes(below: "/rest") + records.strayRoutes(below: "/rest") + records.routes(below: "/api")
        let document = OpenAPIRoutes(catalogues: catalogues, roles: roles)
        let documents = [
            handOff.covering(document.route(below: ""), as: .openAPI), handOff.covering(document.route(below: "/rest"), as: .rest),
            handOff.covering(document.route(below: "/api"), as: .rest),
        ]
        let bulk = BulkRoutes(records: records, trail: BulkTrail(registry: context.registry, audit: context.audit))
        let administration = RoleRoutes(roles: roles, service: RoleService(context, catalogues)).routes
        routes = handOff.covering(native) + documents + handOff.routes + bulk.routes + administration
        var services = PluginServices()
        services.seeders = [FreshWorkspace()]
        services.variations = [WorkspaceVariation()]
        services.workspaceAdoption = TwentyAdoption()
        services.workspaceMembership = WorkspaceMembers()
        services.recordCounting = WorkspaceRecords()
        services.workspaceRoles = AssignedRoles()
        services.workspaceArchiving = ArchivedWorkspace()
        services.upstreams = RegistryUpstreams(
            store: store, vault: vault, changes: context.changes, audit: context.audit)
        self.services = services
    }
}
