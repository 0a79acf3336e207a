// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "rigel",
    products: [
        .executable(name: "rigel", targets: ["Server"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CFastCGI", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),

        .target(name: "JSON", dependencies: ["CJansson"]),
        .target(name: "Core", dependencies: ["JSON"]),
        .target(
            name: "Store",
            dependencies: ["Core", "JSON", "CSQLite", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Web",
            dependencies: [
                "Core", "JSON",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .executableTarget(
            name: "Server",
            dependencies: [
                "Core", "JSON", "Store", "Web", "CFastCGI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]),

        .target(
            name: "TestSupport",
            dependencies: ["Core", "JSON", "Store", "Web", .product(name: "Logging", package: "swift-log")],
            path: "Tests/TestSupport"),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(
            name: "CoreTests",
            dependencies: ["Core", "JSON", "TestSupport"],
            exclude: [
                "golden.json", "random.json", "refused.json", "requests.json", "differences.json", "make-golden.py",
                "make-random.py", "zoneinfo",
            ].map { "Schedules/\($0)" }
                + ["golden.json", "patterns.json", "make-golden.py"].map { "JSONSchema/\($0)" }
                + ["checksums.json", "make-checksums.py"].map { "Blocks/\($0)" }),
        .testTarget(name: "StoreTests", dependencies: ["Core", "JSON", "Store", "TestSupport"]),
        .testTarget(
            name: "WebTests", dependencies: ["Core", "JSON", "Store", "Web", "TestSupport"],
            exclude: [
                "record-transitions.py", "transitions.json", "record-slots.py", "slots.json", "record.md",
            ].map { "Orchestration/\($0)" } + ["Pages/Stored"]),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Core", "JSON", "Server", "Store", "Web", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
    ]
)

/// Targets in which a warning or an unmarked unsafe construct fails the build.
let strict: Set<String> = ["Core", "Web"]

for target in package.targets where target.type != .system {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
    if strict.contains(target.name) {
        settings += [.strictMemorySafety(), .treatAllWarnings(as: .error)]
    }
    target.swiftSettings = settings
}
