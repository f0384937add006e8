import Testing

@testable import AuthPlugin

@Suite struct BoundedCacheTests {
    @Test func itNeverHoldsMoreThanItsCapacity() {
        var cache = BoundedCache<Int, Int>(capacity: 10)
        for key in 0..<1000 {
            cache.store(key, for: key)
            #expect(cache.count <= 10)
        }
    }

    @Test func whatIsUsedStays() {
        var cache = BoundedCache<Int, String>(capacity: 10)
        cache.store("kept", for: -1)
        for key in 0..<1000 {
            cache.store("passing", for: key)
            #expect(cache.find(-1) == "kept")
        }
    }

    @Test func whatIsNotUsedGoes() {
        var cache = BoundedCache<Int, String>(capacity: 10)
        cache.store("first", for: -1)
        for key in 0..<10 { cache.store("passing", for: key) }
        #expect(cache.find(-1) == nil)
    }

    @Test func anOlderValueDoesNotComeBackWhenTheNewOneIsRemoved() {
        var cache = BoundedCache<Int, String>(capacity: 4)
        cache.store("old", for: 1)
        for key in 2...3 { cache.store("passing", for: key) }
        cache.store("new", for: 1)
        cache.remove(1)
        #expect(cache.find(1) == nil)
    }

    @Test func removalByValueReachesBothHalves() {
        var cache = BoundedCache<Int, Int>(capacity: 8)
        for key in 1...6 { cache.store(key % 2, for: key) }
        cache.removeAll { $0 == 1 }
        #expect(cache.count == 3)
    }
}
