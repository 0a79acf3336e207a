import ArgumentParser
import Core
import Foundation  // the variables of the environment
import Glibc
import Logging
import NIOCore
import Store
import Web

/// `rigel serve`: the responder, until it is told to stop.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Answer nginx until SIGTERM or Ctrl-C.")

    @OptionGroup var flags: SettingFlags

    func run() throws {
        // Before anything that could start a thread.
        StopSignals.block()
        let settings = try flags.settings(for: Self.self)
        do {
            try serve(settings)
        } catch let error as StartError {
            Complaint.print(error)
            throw ExitCode.failure
        }
    }

    /// Builds everything, waits for the signal, takes it down in the opposite order.
    private func serve(_ settings: Settings) throws {
        var log = Logger(label: "rigel", factory: { StreamLogHandler.standardError(label: $0) })
        log.logLevel = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        for warning in PrefectSetting.warnings(environment: ProcessInfo.processInfo.environment) {
            log.warning("\(warning)")
        }
        try DataFolder.prepare(settings)
        OpenFiles.raiseLimit()
        let pages = try TemplateFolder.pages(settings)
        let collections = try CollectionFolder.read(settings)

        var shutdown = Shutdown(log: log)
        let database = try settings.openDatabase { inUse in
            try settings.keys(inUse: inUse) { log.notice("\($0)") }
        }
        if database.sealedAnew > 0 {
            log.notice("sealed \(database.sealedAnew) blocks with key \(database.keys.sealing.id)")
        }
        shutdown.add("database") {
            try database.checkpoint()
            return true
        }
        if settings.blockTypesOnStart {
            try BuiltInBlocks.register(in: database, integrations: collections.blocks, with: .system)
        }
        let app = App(
            storage: database, effects: .system, zones: .system,
            settings: settings.forApp,
            pages: pages, collections: collections, logger: log)

        // Up before the responder: a client whose event socket is refused once loses the task runs of its process.
        let gateway = Gateway(
            database, effects: .system, basePath: settings.basePath, requiredToken: settings.authString, logger: log)
        try gateway.start(at: settings.gatewayAddress)
        shutdown.add("gateway") {
            gateway.stop(within: .seconds(5))
            return true
        }

        let services = try ServiceLoop(settings, database: database, log: log)

        let server = FastCGIServer(
            listener: try ListeningSocket(settings.socketAddress),
            limits: RequestLimits(body: settings.bodyLimit, basePath: settings.basePath),
            effects: .system, log: log, respond: { app.respond(to: $0) })
        try services.start()
        shutdown.add("services") { services.stop(within: settings.stopSeconds) }
        try server.start(threads: settings.threads)
        shutdown.add("requests") { server.stop(within: settings.stopSeconds) }

        log.info("rigel \(Version.text) answers nginx on \(settings.socketAddress)")
        try shutdown.waitAndRun()
    }
}
