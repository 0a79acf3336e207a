import Testing

@testable import Core

@Suite struct RunNameTests {
    @Test func `the lists are long and say nothing twice`() {
        for words in [RunName.adjectives, RunName.animals] {
            #expect(words.count >= 200)
            #expect(Set(words).count == words.count)
            #expect(words.allSatisfy { $0.allSatisfy { ("a"..."z").contains($0) } })
        }
    }

    @Test func `a name is two words of the lists, drawn by chance`() {
        var state: UInt64 = 1
        let names = (0..<200).map { _ in
            RunName.make {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return state >> 20
            }
        }
        for name in names {
            let words = name.split(separator: "-")
            #expect(
                words.count == 2 && RunName.adjectives.contains(words[0]) && RunName.animals.contains(words[1]),
                "\(name)")
        }
        #expect(Set(names).count > 190)
    }
}
