const HTML: &str = "text/html; charset=utf-8";

/// The media type of a file, by its ending.
pub(super) fn media_type(path: &str) -> &'static str {
    by_ending(path).unwrap_or("application/octet-stream")
}

/// Whether an address ends like a file that a page loads. If there is no such file, no page of the app takes its place.
pub(super) fn is_asset(path: &str) -> bool {
    by_ending(path).is_some_and(|media| media != HTML)
}

fn by_ending(path: &str) -> Option<&'static str> {
    let media = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => return None,
    };
    Some(media)
}
