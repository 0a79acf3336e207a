import Core
import JSON

/// The data of an artifact as a person sees it. What is not of the shape that its type promises is shown as it is.
enum ArtifactView {
    case markdown([MarkdownBlock])
    case table(ArtifactTable)
    /// An address and the text of the link.
    case link(String, text: String)
    /// A picture that is part of the data.
    case image(String)
    /// A picture elsewhere, which is not loaded: its server would learn who looks.
    case distantImage(String)
    /// From 0 to 100.
    case progress(Double)
    case text(String)
    case nothing

    init(_ artifact: Artifact) {
        let data = artifact.data
        self = Self.read(data, as: artifact.type) ?? Self.plain(data)
    }

    private static func read(_ data: JSONValue, as type: String?) -> ArtifactView? {
        switch type {
        case "markdown": data.string.map { .markdown(MarkdownBlock.blocks(of: $0)) }
        case "table": ArtifactTable(data).map(ArtifactView.table)
        case "link": data.string.flatMap(link)
        case "image": data.string.flatMap(image)
        case "progress": data.double.map { .progress(min(max($0, 0), 100)) }
        default: nil
        }
    }

    private static func plain(_ data: JSONValue) -> ArtifactView {
        switch data {
        case .null: .nothing
        case .string(let text): text.isEmpty ? .nothing : .text(text)
        default: .text(data.indented)
        }
    }

    /// `[text](address)`, as clients write it, or an address alone.
    private static func link(_ text: String) -> ArtifactView? {
        var (name, address) = (text, text)
        if text.hasPrefix("["), text.hasSuffix(")"), let middle = text.firstRange(of: "](") {
            name = String(text[text.index(after: text.startIndex)..<middle.lowerBound])
            address = String(text[middle.upperBound...].dropLast())
        }
        return isWeb(address) ? .link(address, text: name) : nil
    }

    /// Other kinds of addresses, such as `javascript:`, are not followed.
    private static func isWeb(_ address: String) -> Bool {
        let start = address.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    private static func image(_ address: String) -> ArtifactView? {
        if address.prefix(11).lowercased() == "data:image/" { return .image(address) }
        return isWeb(address) ? .distantImage(address) : nil
    }

    var fields: PageFields {
        switch self {
        case .markdown(let blocks): ["markdown": .group(["blocks": .list(blocks.map(\.fields))])]
        case .table(let table): ["table": .group(table.fields)]
        case .link(let address, let text): ["link": .group(["address": .text(address), "text": .text(text)])]
        case .image(let address): ["image": .text(address)]
        case .distantImage(let address): ["distant_image": .text(address)]
        case .progress(let value): ["progress": .text(JSONValue.double(value).text)]
        case .text(let text): ["text": .text(text)]
        case .nothing: ["is_empty": true]
        }
    }
}
