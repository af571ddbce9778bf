//! The header fields that browsers add themselves.

/// Their names, each with the reason.
pub fn added_by_browser() -> &'static [(&'static str, &'static str)] {
    &[
        ("Host", "names the host and port of the address"),
        ("Connection", "keeps the connection open (HTTP/1.1 only)"),
        ("Content-Length", "counts the body's bytes"),
        ("User-Agent", "names the browser"),
        ("Accept", "*/* when the request names none"),
        (
            "Accept-Encoding",
            "lists the compressions the browser reads",
        ),
        (
            "Accept-Language",
            "lists the person's languages when the request names none",
        ),
        (
            "Origin",
            "names the page's origin, on other origins and on every method but GET and HEAD",
        ),
        ("Cache-Control", "no-cache, since nothing is to be stored"),
        ("Pragma", "no-cache, for old caches"),
        ("Priority", "gives the urgency of the request"),
        ("Sec-Fetch-Dest", "names the use of the reply: empty"),
        ("Sec-Fetch-Mode", "names the request mode: cors"),
        (
            "Sec-Fetch-Site",
            "shows how the page and the target are related",
        ),
        (
            "Sec-Fetch-Storage-Access",
            "shows whether the page could have sent cookies",
        ),
        ("Sec-CH-UA", "names the browser's brands (Chromium)"),
        (
            "Sec-CH-UA-Mobile",
            "shows whether the device is mobile (Chromium)",
        ),
        (
            "Sec-CH-UA-Platform",
            "names the operating system (Chromium)",
        ),
        ("Sec-GPC", "the person's privacy setting, if it is on"),
        ("DNT", "the person's privacy setting, if it is on"),
        ("TE", "trailers (Firefox)"),
    ]
}
