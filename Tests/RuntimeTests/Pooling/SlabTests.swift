import Testing

@testable import HostRuntime

@Suite struct SlabTests {
    @Test func theNameOfARemovedElementIsNotTheNextOnes() {
        var slab = Slab<String>()
        let first = slab.insert("first")
        slab.remove(at: first.index)
        let second = slab.insert("second")
        #expect(second.index == first.index)
        #expect(!slab.contains(first) && slab.contains(second))
    }
}
