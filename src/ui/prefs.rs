//! The stored form of what a person set for the page; none of it is secret.

use super::state::Prefs;

/// Where it is kept.
pub const KEY: &str = "signpost/page";

/// One word per setting, separated by spaces; unknown words are passed over.
pub fn write(prefs: &Prefs) -> String {
    let words = [
        prefs.theme.unwrap_or("system"),
        if prefs.show_all { "all" } else { "fitting" },
        prefs.snippet,
    ];
    words.join(" ")
}

/// Reads what was stored; what is missing gets its default.
pub fn read(text: &str) -> Prefs {
    let mut prefs = Prefs {
        theme: None,
        show_all: false,
        reveal: false,
        snippet: request::snippet::targets().first().map_or("", |t| t.id),
        exact: false,
    };
    for word in text.split(' ') {
        match word {
            "light" => prefs.theme = Some("light"),
            "dark" => prefs.theme = Some("dark"),
            "all" => prefs.show_all = true,
            word => {
                let known = request::snippet::targets().iter().find(|t| t.id == word);
                prefs.snippet = known.map_or(prefs.snippet, |target| target.id);
            }
        }
    }
    prefs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_unknown_words_do_no_harm() {
        let prefs = Prefs {
            theme: Some("dark"),
            show_all: true,
            ..read("")
        };
        assert_eq!(read(&write(&prefs)), prefs);
        assert_eq!(read("purple 7 \u{0}"), read(""));
    }
}
