import Core

/// Proof that a form was filled in on a page of ours: the same random text in a cookie and in the form.
///
/// Another site can send a form here, but can neither read nor set the cookie; `SameSite=Lax` keeps browsers from sending it
/// along as well (OWASP's "double submit cookie").
struct FormToken: Sendable, Equatable {
    static let cookie = "rigel_form"
    static let field = "form_token"

    let text: String

    /// The token that the browser holds; nil when it has none, or one that we did not make.
    init?(in request: Request) {
        let found = request.headers["Cookie"]?.split(separator: ";").lazy
            .map { String($0).trimmed }
            .first { $0.hasPrefix(FormToken.cookie + "=") }
            .map { String($0.dropFirst(FormToken.cookie.count + 1)) }
        guard let found, found.utf8.count == 32, found.utf8.allSatisfy(FormToken.isHexDigit) else { return nil }
        text = found
    }

    /// A new token of 128 bits.
    init(_ effects: Effects) { text = effects.unguessable(digits: 32) }

    func matches(_ other: String) -> Bool { Secrecy.areEqual(other, text) }

    /// The header field that gives it to the browser.
    func setCookie(path: String, isSecure: Bool) -> String {
        "\(FormToken.cookie)=\(text); Path=\(path); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
