//! What a browser says of itself, in words for its owner. It may lie: nothing but a list of sessions depends on it.

/// What each name in `User-Agent` means; the first that is there counts, since most browsers also name those they stem from.
const BROWSERS: [(&str, &str); 8] = [
    ("YaBrowser/", "Яндекс Браузер"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// Browser and system, for example `Chrome` and `Android`; `None` for what we do not know.
pub(super) fn words(agent: &str) -> [Option<&'static str>; 2] {
    [&BROWSERS[..], &SYSTEMS[..]].map(|names| {
        let found = names.iter().find(|(name, _)| agent.contains(name));
        found.map(|(_, words)| *words)
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_usual_browsers_are_known() {
        let chromium = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
        for (agent, expected) in [
            (format!("Mozilla/5.0 (Linux; Android 10; K) {chromium} Mobile Safari/537.36"), ["Chrome", "Android"]),
            (format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {chromium} YaBrowser/25.8.0.0 Safari/537.36"), ["Яндекс Браузер", "Windows"]),
            (format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {chromium} Safari/537.36 Edg/140.0.0.0"), ["Edge", "Windows"]),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1".to_owned(), ["Safari", "iPhone"]),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0".to_owned(), ["Firefox", "Linux"]),
        ] {
            assert_eq!(words(&agent), expected.map(Some), "{agent}");
        }
        assert_eq!(words("curl/8.5.0"), [None, None]);
    }
}
