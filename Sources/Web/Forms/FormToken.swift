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
    init(_ effects: Effects) {
        let digits = Array("0123456789abcdef".unicodeScalars)
        var text = ""
        for number in [effects.random(), effects.random()] {
            for shift in stride(from: 60, through: 0, by: -4) {
                text.unicodeScalars.append(digits[Int(number >> UInt64(shift) & 15)])
            }
        }
        self.text = text
    }

    /// Compares every character, so that the time taken says nothing of where they differ.
    func matches(_ other: String) -> Bool {
        guard other.utf8.count == text.utf8.count else { return false }
        return zip(text.utf8, other.utf8).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
    }

    /// The header field that gives it to the browser.
    func setCookie(path: String, isSecure: Bool) -> String {
        "\(FormToken.cookie)=\(text); Path=\(path); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
