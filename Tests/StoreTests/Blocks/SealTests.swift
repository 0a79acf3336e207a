import Core
import Foundation  // reading the files of the database as they lie on disk
import JSON
import TestSupport
import Testing

@testable import Store

@Suite struct SealTests {
    let folder: TemporaryFolder
    let clock = TestClock()
    private static let secret = "correct-horse-battery-staple"

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.path + "/a.db" }

    private func open(_ keys: KeyRing) throws -> Database { try Database(at: .file(path), readers: 1) { _ in keys } }

    /// Makes a document that holds the secret.
    @discardableResult
    private func addDocument(to database: Database, _ name: String = "mine") throws -> ID {
        let now = clock.now
        let (type, schema, id) = (
            clock.effects.newID(at: now), clock.effects.newID(at: now), clock.effects.newID(at: now)
        )
        let presentation = BlockTypePresentation(logoURL: nil, documentationURL: nil, description: nil)
        try database.write { tx in
            let known = try tx.blockType(slug: "kept")
            let type = known?.id ?? type
            if known == nil {
                try tx.insertBlockType(
                    BlockTypeFacts(
                        id: type, name: "kept", slug: "kept", presentation: presentation, isProtected: false), at: now)
            }
            let made = try BlockSchemaRegistration.register(
                NewBlockSchema(id: schema, typeID: type, fields: ["title": "Kept"]), at: now, in: tx)
            let document = NewBlockDocument(
                id: id, name: name, typeID: type, schemaID: made.id, data: ["value": .string(Self.secret)],
                isAnonymous: false)
            try tx.insertBlockDocument(document, at: now)
        }
        return id
    }

    private func value(_ id: ID, _ database: Database) throws -> JSONValue? {
        try database.read { try $0.blockDocument(id)?.data["value"] }
    }

    private func isOnDisk(_ text: String) throws -> Bool {
        try ["", "-wal"].contains { end in
            guard FileManager.default.fileExists(atPath: path + end) else { return false }
            return try Data(contentsOf: URL(filePath: path + end)).firstRange(of: Data(text.utf8)) != nil
        }
    }

    /// Turns the sealed rows into what they were before there were keys, with a longer text that was there before.
    private func makePlain(_ id: ID) throws {
        let sqlite = Process()
        sqlite.executableURL = URL(filePath: "/usr/bin/env")
        let old = "{\"value\":\"\(Self.secret) \(String(repeating: "x", count: 9000))\"}"
        let plain = "{\"value\":\"\(Self.secret)\"}"
        let script = """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1]) as database:
                database.execute("PRAGMA secure_delete = OFF")
                for text in sys.argv[2:]:
                    database.execute("UPDATE block_document SET data = ?, key_id = NULL", (text,))
                    database.commit()
                database.execute("INSERT OR IGNORE INTO unswept (id) VALUES (1)")
            """
        sqlite.arguments = ["python3", "-c", script, path, old, plain]
        try sqlite.run()
        sqlite.waitUntilExit()
        try #require(sqlite.terminationStatus == 0)
    }

    @Test func `nothing of a secret is on disk, and it comes back`() throws {
        let keys = KeyRing.random()
        var id: ID?
        do {
            let database = try open(keys)
            id = try addDocument(to: database)
            #expect(try !isOnDisk(Self.secret))
            try database.checkpoint()
            #expect(try !isOnDisk(Self.secret))
            #expect(try database.check() == [])
        }
        #expect(try value(try #require(id), try open(keys)) == .string(Self.secret))
    }

    @Test func `a database from before is sealed when it is opened, and no trace stays`() throws {
        let keys = KeyRing.random()
        let id = try addDocument(to: try open(keys))
        try makePlain(id)
        #expect(try isOnDisk(Self.secret))
        let database = try open(keys)
        #expect(database.sealedAnew == 1)
        #expect(try value(id, database) == .string(Self.secret))
        #expect(try !isOnDisk(Self.secret))
    }

    @Test func `a key is replaced by opening with a new one in front`() throws {
        let old = KeyRing.random()
        var ids: [ID] = []
        do {
            let database = try open(old)
            for number in 0..<1203 { ids.append(try addDocument(to: database, "document-\(number)")) }
        }
        let both = old.replacing(with: .random())
        #expect(try open(both).sealedAnew == 1203)
        #expect(try open(both).sealedAnew == 0)
        let database = try open(both.newest)
        #expect(database.sealedAnew == 0)
        for id in ids { #expect(try value(id, database) == .string(Self.secret)) }
    }

    @Test func `a key that is missing is named, with what to do, and the file stays as it was`() throws {
        let keys = KeyRing.random()
        let id = try addDocument(to: try open(keys))
        let other = KeyRing.random()
        #expect {
            _ = try open(other)
        } throws: {
            let text = "\($0)"
            return text.contains(keys.sealing.id) && text.contains(other.sealing.id)
                && text.contains("RIGEL_SECRETS_KEY")
                && !text.contains(keys.sealing.text) && !text.contains(other.sealing.text)
        }
        #expect(try value(id, try open(keys)) == .string(Self.secret))
    }

    @Test func `a seal that was carried to another document, or changed, is found and not opened`() throws {
        let database = try Database(at: .memory)
        let (first, second) = (try addDocument(to: database, "a"), try addDocument(to: database, "b"))
        try database.onWriter { connection in
            try connection.script(
                "UPDATE block_document SET data = (SELECT data FROM block_document WHERE name = 'a') WHERE name = 'b'")
        }
        #expect(throws: (any Error).self) { _ = try value(second, database) }
        #expect(try value(first, database) == .string(Self.secret))
        let problems = try database.check()
        #expect(problems.count == 1)
        #expect(problems.first?.contains("\(second)") == true)
        #expect(problems.first?.contains(Self.secret) == false)
    }

    @Test func `a key is written and read, and shown to nobody`() throws {
        let key = SecretKey.random()
        let again = try #require(SecretKey(key.text))
        #expect(again.id == key.id)
        #expect(key.id.count == 12)
        for shown in ["\(key)", String(reflecting: key), "\(KeyRing([key]) as Any)"] {
            #expect(!shown.contains(key.text))
        }
        for wrong in ["", "x", String(key.text.dropLast(4)), key.text + key.text] { #expect(SecretKey(wrong) == nil) }
    }
}
