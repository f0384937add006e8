import Contracts
import Testing

@testable import HostRegistry

@Suite struct DirectoryCacheTests {
    private let entry: TenantEntry
    private let now = ContinuousClock.now
    private var id: TenantKey { .id(entry.tenant.id) }
    private var slug: TenantKey { .slug(entry.tenant.slug) }

    init() throws {
        entry = TenantEntry(
            tenant: Tenant(
                id: .random(), slug: try #require(Slug("acme")), name: "Acme", plan: Plan(name: "free", isSelfService: true),
                status: .active, placement: Placement(server: "main", database: "d", role: "r")), sealedPassword: [1])
    }

    /// Begins a load, as a lookup of something unknown does.
    private func lead(_ cache: inout DirectoryCache, _ key: TenantKey) throws -> UInt64 {
        guard case .lead(let flight) = cache.look(up: key, at: now) else {
            throw DirectoryError.stale(age: .zero)
        }
        return flight
    }

    @Test func aLoadedTenantIsFoundByIDAndBySlug() throws {
        var cache = DirectoryCache()
        let flight = try lead(&cache, slug)
        #expect(cache.finish(slug, flight: flight, .success(entry), at: now) != nil)
        #expect(cache.entry(id) == entry && cache.entry(slug) == entry)
    }

    @Test func aSecondLookupFollowsTheFirst() throws {
        var cache = DirectoryCache()
        _ = try lead(&cache, id)
        guard case .follow = cache.look(up: id, at: now) else {
            Issue.record("two loads of one tenant")
            return
        }
    }

    @Test func aLoadOvertakenByAChangeIsNotKept() throws {
        var cache = DirectoryCache()
        let flight = try lead(&cache, id)
        _ = cache.invalidate(entry.tenant.id)
        #expect(cache.finish(id, flight: flight, .success(entry), at: now) == nil)
        #expect(cache.entry(id) == nil)
    }

    @Test func aLoadBySlugIsOvertakenByAnyChange() throws {
        var cache = DirectoryCache()
        let flight = try lead(&cache, slug)
        _ = cache.invalidate(.random())
        #expect(cache.finish(slug, flight: flight, .success(entry), at: now) == nil)
    }

    @Test func anAbsenceIsBelievedForAWhile() throws {
        var cache = DirectoryCache()
        let flight = try lead(&cache, id)
        _ = cache.finish(id, flight: flight, .success(nil), at: now)
        guard case .missing = cache.look(up: id, at: now + .seconds(4)) else {
            Issue.record("asked again at once")
            return
        }
        guard case .lead = cache.look(up: id, at: now + .seconds(6)) else {
            Issue.record("believed for too long")
            return
        }
    }

    @Test func aChangeEndsAllAbsences() throws {
        var cache = DirectoryCache()
        let flight = try lead(&cache, slug)
        _ = cache.finish(slug, flight: flight, .success(nil), at: now)
        _ = cache.invalidate(.random())
        _ = try lead(&cache, slug)
    }

    @Test func madeUpNamesDoNotFillTheMemory() throws {
        var cache = DirectoryCache()
        for _ in 0..<DirectoryCache.maxAbsences {
            let key = TenantKey.id(.random())
            let flight = try lead(&cache, key)
            _ = cache.finish(key, flight: flight, .success(nil), at: now)
        }
        let flight = try lead(&cache, id)
        _ = cache.finish(id, flight: flight, .success(nil), at: now)
        _ = try lead(&cache, id)
    }
}
