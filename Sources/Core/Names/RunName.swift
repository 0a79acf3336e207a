/// Names for runs that nobody named: an adjective and an animal, such as `quiet-heron`.
public enum RunName {
    /// Draws a name; the words are equally likely as far as 64 random bits allow.
    public static func make(random: () -> UInt64) -> String {
        "\(draw(adjectives, random))-\(draw(animals, random))"
    }

    private static func draw(_ words: [Substring], _ random: () -> UInt64) -> Substring {
        words[Int(random() % UInt64(words.count))]
    }
}
