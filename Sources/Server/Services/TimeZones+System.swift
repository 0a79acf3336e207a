import Core
import FoundationEssentials

extension TimeZones {
    /// The tables of the system's `tzdata` package.
    static let system = TimeZones(names: systemNames) { name in
        (try? Data(contentsOf: URL(filePath: "\(folder)/\(name)"))).map { [UInt8]($0) }
    }

    private static let folder = "/usr/share/zoneinfo"

    /// The names in the list that comes with the tables.
    @Sendable private static func systemNames() -> [String] {
        guard let list = try? String(contentsOf: URL(filePath: "\(folder)/tzdata.zi"), encoding: .utf8) else {
            return []
        }
        // `Z name …` is a zone, `L target name` another name for one.
        let names = list.split(separator: "\n").compactMap { line -> Substring? in
            let words = line.split(separator: " ")
            switch words.first {
            case "Z": return words.count > 1 ? words[1] : nil
            case "L": return words.count > 2 ? words[2] : nil
            default: return nil
            }
        }
        return Set(names).map(String.init)
    }
}
