//! What a person set for the page as a whole.

/// What a person set for the page as a whole; kept between visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefs {
    /// `light`, `dark`, or nothing for the system's.
    pub theme: Option<&'static str>,
    /// Whether fields that must not be given are shown too.
    pub show_all: bool,
    /// Whether secrets are shown in what is sent.
    pub reveal: bool,
    pub snippet: &'static str,
    pub exact: bool,
    /// The request pane's share of the width that it has with the inspector, in percent.
    pub share: u8,
    /// The navigation's share of the width, in percent.
    pub nav_share: u8,
    /// Whether keys without Ctrl, Alt or Cmd are shortcuts.
    pub single_keys: bool,
}

/// A change of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pref {
    Theme(Option<&'static str>),
    ShowAll(bool),
    Reveal(bool),
    Snippet(&'static str),
    Exact(bool),
    Share(u8),
    NavShare(u8),
    SingleKeys(bool),
}

impl Prefs {
    pub(super) fn set(&mut self, pref: Pref) {
        match pref {
            Pref::Theme(theme) => self.theme = theme,
            Pref::ShowAll(show_all) => self.show_all = show_all,
            Pref::Reveal(reveal) => self.reveal = reveal,
            Pref::Snippet(snippet) => self.snippet = snippet,
            Pref::Exact(exact) => self.exact = exact,
            Pref::Share(share) => self.share = share,
            Pref::NavShare(share) => self.nav_share = share,
            Pref::SingleKeys(single_keys) => self.single_keys = single_keys,
        }
    }
}
