/// How much a workspace may be customized.
struct CustomizationLimits: Sendable, Equatable {
    let objects: Int
    let fields: Int
}
