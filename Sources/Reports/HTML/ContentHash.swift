internal import Crypto
import Evidence

/// The hash by which a page's policy names the style and the script that it lets in.
package enum ContentHash {
  /// SHA-256 in Base64, as a Content-Security-Policy wants it (CSP Level 3 §2.3.1, `hash-source`).
  package static func base64(_ text: String) -> String {
    Base64.encode(Array(SHA256.hash(data: Array(text.utf8))))
  }
}
