//! The stored form of what a person set for the page; none of it is secret.

use super::state::Prefs;

/// Where it is kept.
pub const KEY: &str = "signpost/page";

/// The least and the greatest share of the request pane, in percent of it and the inspector.
pub const REQUEST: (u8, u8) = (20, 80);
/// The least and the greatest share of the navigation, in percent of the page.
pub const NAV: (u8, u8) = (10, 40);

/// One word per setting, separated by spaces; unknown words are passed over.
pub fn write(prefs: &Prefs) -> String {
    let theme = prefs.theme.unwrap_or("system");
    let fields = if prefs.show_all { "all" } else { "fitting" };
    let keys = if prefs.single_keys {
        ""
    } else {
        " no-single-keys"
    };
    format!(
        "{theme} {fields} {} {}% nav:{}%{keys}",
        prefs.snippet, prefs.share, prefs.nav_share
    )
}

/// Reads what was stored; what is missing gets its default.
pub fn read(text: &str) -> Prefs {
    let mut prefs = Prefs {
        theme: None,
        show_all: false,
        reveal: false,
        snippet: request::snippet::targets().first().map_or("", |t| t.id),
        exact: false,
        share: 52,
        nav_share: 17,
        single_keys: true,
    };
    for word in text.split(' ') {
        match word {
            "light" => prefs.theme = Some("light"),
            "dark" => prefs.theme = Some("dark"),
            "all" => prefs.show_all = true,
            "no-single-keys" => prefs.single_keys = false,
            word if word.ends_with('%') => match word.strip_prefix("nav:") {
                Some(word) => prefs.nav_share = share(word, NAV).unwrap_or(prefs.nav_share),
                None => prefs.share = share(word, REQUEST).unwrap_or(prefs.share),
            },
            word => {
                let known = request::snippet::targets().iter().find(|t| t.id == word);
                prefs.snippet = known.map_or(prefs.snippet, |target| target.id);
            }
        }
    }
    prefs
}

/// Reads a percentage, if it is within its limits.
fn share(word: &str, (least, most): (u8, u8)) -> Option<u8> {
    let share = word.trim_end_matches('%').parse().ok();
    share.filter(|share| (least..=most).contains(share))
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
            nav_share: 25,
            single_keys: false,
            ..read("")
        };
        assert_eq!(read(&write(&prefs)), prefs);
        assert_eq!(read("purple 7 \u{0} 300% nav:99%"), read(""));
    }
}
