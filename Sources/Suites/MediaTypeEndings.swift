/// What files are by their endings.
enum MediaTypeEndings {
  private static let types = [
    "json": "application/json", "xml": "application/xml", "txt": "text/plain",
    "csv": "text/csv", "html": "text/html", "yaml": "application/yaml", "yml": "application/yaml",
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "svg": "image/svg+xml", "wav": "audio/wav", "mp3": "audio/mpeg",
    "zip": "application/zip", "gz": "application/gzip",
  ]

  /// Nil for an ending that nobody knows.
  static func type(of ending: String) -> String? { types[ending] }
}
