/// Measures how deep a JSON text nests before anything recursive looks at it.
enum Nesting {
    /// Where the text first nests deeper than `limit`, or nil when it never does.
    static func position(deeperThan limit: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        var depth = 0
        var inString = false
        var index = 0
        while index < text.count {
            let byte = text[index]
            if inString {
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): inString = true
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    if depth > limit { return index }
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                default: break
                }
            }
            index += 1
        }
        return nil
    }
}
