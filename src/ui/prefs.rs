//! The stored form of what a person set for the page; none of it is secret.

use super::state::Prefs;

/// Where it is kept.
pub const KEY: &str = "signpost/page";

/// The request pane's share of the width at first, in percent.
const SHARE: u8 = 52;

/// One word per setting, separated by spaces; unknown words are passed over.
pub fn write(prefs: &Prefs) -> String {
    let theme = prefs.theme.unwrap_or("system");
    let fields = if prefs.show_all { "all" } else { "fitting" };
    let keys = if prefs.single_keys {
        ""
    } else {
        " no-single-keys"
    };
    format!("{theme} {fields} {} {}%{keys}", prefs.snippet, prefs.share)
}

/// Reads what was stored; what is missing gets its default.
pub fn read(text: &str) -> Prefs {
    let mut prefs = Prefs {
        theme: None,
        show_all: false,
        reveal: false,
        snippet: request::snippet::targets().first().map_or("", |t| t.id),
        exact: false,
        share: SHARE,
        single_keys: true,
    };
    for word in text.split(' ') {
        match word {
            "light" => prefs.theme = Some("light"),
            "dark" => prefs.theme = Some("dark"),
            "all" => prefs.show_all = true,
            "no-single-keys" => prefs.single_keys = false,
            word if word.ends_with('%') => {
                let share = word.trim_end_matches('%').parse().ok();
                prefs.share = share
                    .filter(|share| (20..=80).contains(share))
                    .unwrap_or(SHARE);
            }
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
            share: 40,
            single_keys: false,
            ..read("")
        };
        assert_eq!(read(&write(&prefs)), prefs);
        assert_eq!(read("purple 7 \u{0}"), read(""));
    }
}
