//! The schemes that a person saved: found by id, named apart, and their stored form.
//!
//! The stored form is versioned, and holds no secret: a scheme has none. An
//! entry that cannot be read stays in it as it is, and what is damaged as a
//! whole is not written over. What is not here: the browser's storage itself,
//! and how a scheme is changed (see [`super::editor`]).

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::{Scheme, presets, read, write};
use json::{Kind, Tree, View};

/// The version this program writes.
const VERSION: u64 = 1;

/// What the ids of saved schemes begin with, so that they are nobody else's.
const OWN: &str = "own-";

/// Why what is stored is left as it is, or why something is not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// What is stored cannot be read.
    Damaged,
    /// It is of a version that this page does not know yet.
    Newer(u64),
    /// The browser does not let the page store anything.
    Forbidden,
    /// There is no room left.
    Full,
}

impl Kept {
    /// What it means for the person.
    pub fn message(&self) -> String {
        match self {
            Kept::Damaged => "The saved schemes are damaged and cannot be read. They stay in the browser as they are, and what is saved now is kept in memory only, until this tab closes: copy its JSON to keep it".to_owned(),
            Kept::Newer(version) => [
                "The saved schemes are of version ",
                &version.to_string(),
                ", but this page knows versions only up to ",
                &VERSION.to_string(),
                ". They stay in the browser as they are, and what is saved now is kept in memory only: reload the page to get the newer one",
            ]
            .concat(),
            Kept::Forbidden => "The browser does not let this page store anything: the scheme is kept in memory only, until this tab closes. Copy its JSON to keep it".to_owned(),
            Kept::Full => "The browser has no room to store this scheme: it is kept in memory only, until this tab closes. Copy its JSON to keep it, or delete a scheme".to_owned(),
        }
    }
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SavedSchemes {
    schemes: Vec<Rc<Scheme>>,
    /// Stored entries that do not read, as they are.
    unread: Vec<String>,
}

/// Whether an id is one of a saved scheme, there or not.
pub fn is_own(id: &str) -> bool {
    id.starts_with(OWN)
}

/// What an id tells of the name that its scheme was saved under first.
pub fn name_of(id: &str) -> &str {
    id.strip_prefix(OWN).unwrap_or(id)
}

impl SavedSchemes {
    /// In the order that they were saved.
    pub fn schemes(&self) -> &[Rc<Scheme>] {
        &self.schemes
    }

    /// How many stored entries could not be read.
    pub fn unread(&self) -> usize {
        self.unread.len()
    }

    pub fn find(&self, id: &str) -> Option<&Rc<Scheme>> {
        self.schemes.iter().find(|scheme| scheme.id == id)
    }

    /// The saved scheme of that name; names differ by more than case.
    pub fn named(&self, title: &str) -> Option<&Rc<Scheme>> {
        let name = title.trim().to_lowercase();
        let mut all = self.schemes.iter();
        all.find(|scheme| scheme.title.to_lowercase() == name)
    }

    /// Saves a scheme: in the place of the one of that id, or as a new one. Gives its id.
    pub fn save(&mut self, scheme: &Scheme, of: Option<&str>) -> Rc<str> {
        let there = self.schemes.iter().position(|s| Some(s.id.as_str()) == of);
        let id = match (there, of) {
            (Some(_), Some(id)) => id.to_owned(),
            _ => self.free_id(&scheme.title),
        };
        let saved = Rc::new(Scheme {
            id: id.clone(),
            title: scheme.title.trim().to_owned(),
            ..scheme.clone()
        });
        match there.and_then(|at| self.schemes.get_mut(at)) {
            Some(place) => *place = saved,
            None => self.schemes.push(saved),
        }
        id.into()
    }

    /// Takes a scheme away; gives it and its place.
    pub fn remove(&mut self, id: &str) -> Option<(Rc<Scheme>, usize)> {
        let at = self.schemes.iter().position(|scheme| scheme.id == id)?;
        Some((self.schemes.remove(at), at))
    }

    /// Puts back what was taken away.
    pub fn restore(&mut self, scheme: Rc<Scheme>, at: usize) {
        self.schemes.retain(|other| other.id != scheme.id);
        self.schemes.insert(at.min(self.schemes.len()), scheme);
    }

    /// The name, or one like it, that neither a saved nor a known scheme has.
    pub fn free_title(&self, title: &str) -> String {
        let taken = |name: &str| self.named(name).is_some() || is_known(name);
        let mut name = title.to_owned();
        let mut count = 2;
        while taken(&name) {
            name = [title, " ", &count.to_string()].concat();
            count += 1;
        }
        name
    }

    fn free_id(&self, title: &str) -> String {
        let mut slug = String::new();
        for c in title.trim().chars() {
            match c.is_ascii_alphanumeric() {
                true => slug.push(c.to_ascii_lowercase()),
                false if slug.ends_with('-') || slug.is_empty() => {}
                false => slug.push('-'),
            }
        }
        let slug = match slug.trim_end_matches('-') {
            "" => "scheme",
            slug => slug,
        };
        let mut id = [OWN, slug].concat();
        let mut count = 2;
        while self.find(&id).is_some() {
            id = [OWN, slug, "-", &count.to_string()].concat();
            count += 1;
        }
        id
    }

    /// The stored form.
    pub fn text(&self) -> String {
        let mut entries: Vec<String> = self.schemes.iter().map(|s| write::scheme(s)).collect();
        entries.extend(self.unread.iter().cloned());
        [
            "{\"version\":",
            &VERSION.to_string(),
            ",\"schemes\":[",
            &entries.join(","),
            "]}",
        ]
        .concat()
    }

    /// Reads the stored form.
    pub fn read(text: &str) -> Result<SavedSchemes, Kept> {
        let tree = Tree::read(text).map_err(|_| Kept::Damaged)?;
        let root = tree.root();
        let version = root.get("version").and_then(View::number);
        let version = version.and_then(|n| u64::try_from(n.to_i64()?).ok());
        match version {
            Some(version) if version > VERSION => return Err(Kept::Newer(version)),
            Some(_) => {}
            None => return Err(Kept::Damaged),
        }
        let schemes = root.get("schemes").filter(|s| s.kind() == Kind::Array);
        let mut saved = SavedSchemes::default();
        for entry in schemes.ok_or(Kept::Damaged)?.children() {
            let read = read::own(entry.source()).ok();
            let fresh = |s: &Scheme| is_own(&s.id) && saved.find(&s.id).is_none();
            match read.filter(fresh) {
                Some(scheme) => saved.schemes.push(Rc::new(scheme)),
                None => saved.unread.push(entry.source().to_owned()),
            }
        }
        Ok(saved)
    }
}

/// Whether a scheme that everyone has bears that name.
pub fn is_known(title: &str) -> bool {
    let name = title.trim().to_lowercase();
    presets::known()
        .iter()
        .any(|scheme| scheme.title.to_lowercase() == name)
}

/// The file name that a scheme is downloaded under.
pub fn file_name(title: &str) -> String {
    let id = SavedSchemes::default().free_id(title);
    [name_of(&id), ".scheme.json"].concat()
}
