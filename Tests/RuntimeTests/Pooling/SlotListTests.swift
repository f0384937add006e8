import Testing

@testable import HostRuntime

@Suite struct SlotListTests {
    private func drain(_ list: SlotList, _ links: SlotLinks) -> [Int] {
        var (list, links) = (list, links)
        var slots: [Int] = []
        while let first = list.first {
            slots.append(first)
            links.remove(first, from: &list)
        }
        return slots
    }

    @Test(arguments: [(0, [3, 5]), (3, [0, 5]), (5, [0, 3])])
    func aSlotLeavesFromAnyPlace(removed: Int, left: [Int]) {
        var links = SlotLinks()
        var list = SlotList()
        for slot in [0, 3, 5] { links.append(slot, to: &list) }
        links.remove(removed, from: &list)
        #expect(list.count == 2)
        #expect(drain(list, links) == left)
    }

    @Test func aPrependedSlotComesFirst() {
        var links = SlotLinks()
        var list = SlotList()
        links.append(1, to: &list)
        links.prepend(2, to: &list)
        #expect(drain(list, links) == [2, 1])
    }
}
