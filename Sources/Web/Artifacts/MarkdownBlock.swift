/// A part of a Markdown text, as far as it is told apart: what stands within a part is shown as it was written.
///
/// Nothing of the text becomes HTML: each part is escaped by the template.
struct MarkdownBlock: Equatable {
    enum Kind: Equatable {
        case heading, paragraph, item, code, quote, rule
    }

    var kind: Kind
    var text: String

    /// The parts of a text: headings, fenced code, list items, quotes, rules, and paragraphs between them.
    static func blocks(of text: String) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var fence: Substring?
        var isOpen = false
        for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.drop { $0 == " " || $0 == "\t" }
            if let open = fence {
                if bare.hasPrefix(open) { fence = nil } else { blocks.add(line, to: .code, isOpen) }
                isOpen = fence != nil
                continue
            }
            if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
                fence = bare.prefix(3)
                isOpen = false
                continue
            }
            guard !bare.isEmpty else {
                isOpen = false
                continue
            }
            let (kind, content) = read(bare)
            // Lines that follow one another are one paragraph, one quote, or belong to the item above.
            let last = blocks.last?.kind
            let goesOn = isOpen && (kind == last || kind == .paragraph && last == .item) && kind != .item
            blocks.add(content, to: kind, goesOn && kind != .heading && kind != .rule)
            isOpen = true
        }
        return blocks
    }

    /// What a line begins, and the rest of it.
    private static func read(_ line: Substring) -> (Kind, Substring) {
        let marks = line.prefix { $0 == "#" }
        if (1...6).contains(marks.count), line.dropFirst(marks.count).first.map({ $0 == " " }) ?? true {
            return (.heading, line.dropFirst(marks.count + 1))
        }
        if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("+ ") { return (.item, line.dropFirst(2)) }
        if line.hasPrefix(">") { return (.quote, line.dropFirst(line.hasPrefix("> ") ? 2 : 1)) }
        let isRule = line.count >= 3 && ["-", "*", "_"].contains { mark in line.allSatisfy { $0 == mark } }
        return isRule ? (.rule, "") : (.paragraph, line)
    }

    var fields: PageFields {
        let name =
            switch kind {
            case .heading: "heading"
            case .paragraph: "paragraph"
            case .item: "item"
            case .code: "code"
            case .quote: "quote"
            case .rule: "rule"
            }
        // One name a kind, all of them there: a name that is missing would be looked for further out.
        var fields: PageFields = [
            "heading": .nothing, "paragraph": .nothing, "item": .nothing, "code": .nothing, "quote": .nothing,
            "rule": .nothing,
        ]
        fields[name] = kind == .rule ? true : .text(text.isEmpty ? " " : text)
        return fields
    }
}

extension [MarkdownBlock] {
    /// Adds a line to the last part where it goes on, or begins a part with it.
    fileprivate mutating func add(_ line: Substring, to kind: MarkdownBlock.Kind, _ goesOn: Bool) {
        if goesOn, !isEmpty {
            self[count - 1].text += "\n" + line
        } else {
            append(MarkdownBlock(kind: kind, text: String(line)))
        }
    }
}
