//! A person's saved schemes: finding them by id, naming them, and their stored form.
//!
//! The stored form has a version and no secrets, since schemes have none. Entries that cannot be
//! read stay in it unchanged, and damaged data is not overwritten. The storage itself is left to
//! the caller, editing to [`super::editor`].

#[cfg(test)]
mod tests;

use std::fmt;
use std::rc::Rc;

use super::{Scheme, presets, read, write};
use json::{Kind, Tree, View};

/// The version that this program writes.
const VERSION: u64 = 1;

/// The prefix of saved schemes' ids, which no other ids have.
const OWN: &str = "own-";

/// The reason why stored data is left unchanged or a scheme is not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The stored data cannot be read.
    Damaged,
    /// The stored data has a newer version.
    Newer(u64),
    /// The storage refuses access.
    Forbidden,
    /// There is no room left.
    Full,
}

impl Kept {
    /// Returns the meaning of this for the person.
    pub fn message(&self) -> String {
        match self {
            Kept::Damaged => "The saved schemes are damaged and cannot be read. They stay in the browser unchanged, and new schemes are kept in memory only. Copy their JSON to keep them".to_owned(),
            Kept::Newer(version) => [
                "The saved schemes have version ",
                &version.to_string(),
                ", but this program reads only versions up to ",
                &VERSION.to_string(),
                ". They stay in the browser unchanged, and new schemes are kept in memory only. Reload to get the newer program",
            ]
            .concat(),
            Kept::Forbidden => "The browser does not allow storage here, so the scheme is kept in memory only. Copy its JSON to keep it".to_owned(),
            Kept::Full => "The browser’s storage is full, so the scheme is kept in memory only. Copy its JSON to keep it, or delete a scheme".to_owned(),
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Kept {}

/// The schemes that a person saved.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SavedSchemes {
    schemes: Vec<Rc<Scheme>>,
    /// Stored entries that cannot be read, unchanged.
    unread: Vec<String>,
}

/// Returns whether an id belongs to a saved scheme, which may no longer exist.
pub fn is_own(id: &str) -> bool {
    id.starts_with(OWN)
}

/// Returns the name under which a scheme was first saved, as far as its id contains it.
pub fn name_of(id: &str) -> &str {
    id.strip_prefix(OWN).unwrap_or(id)
}

impl SavedSchemes {
    /// Returns the schemes in the order in which they were saved.
    pub fn schemes(&self) -> &[Rc<Scheme>] {
        &self.schemes
    }

    /// Returns the number of stored entries that could not be read.
    pub fn unread(&self) -> usize {
        self.unread.len()
    }

    /// Returns the scheme with this id.
    pub fn find(&self, id: &str) -> Option<&Rc<Scheme>> {
        self.schemes.iter().find(|scheme| scheme.id == id)
    }

    /// Returns the saved scheme of that name; case is ignored.
    pub fn named(&self, title: &str) -> Option<&Rc<Scheme>> {
        let name = title.trim().to_lowercase();
        let mut all = self.schemes.iter();
        all.find(|scheme| scheme.title.to_lowercase() == name)
    }

    /// Saves a scheme in place of the one of that id, or as a new one, and returns its id.
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

    /// Removes a scheme; returns it and its position.
    pub fn remove(&mut self, id: &str) -> Option<(Rc<Scheme>, usize)> {
        let at = self.schemes.iter().position(|scheme| scheme.id == id)?;
        Some((self.schemes.remove(at), at))
    }

    /// Restores a removed scheme.
    pub fn restore(&mut self, scheme: Rc<Scheme>, at: usize) {
        self.schemes.retain(|other| other.id != scheme.id);
        self.schemes.insert(at.min(self.schemes.len()), scheme);
    }

    /// Returns the name, or a similar one, that no saved or built-in scheme has.
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

    /// Returns the stored form.
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
            let read = read::scheme(entry.source()).ok();
            let fresh = |s: &Scheme| is_own(&s.id) && saved.find(&s.id).is_none();
            match read.filter(fresh) {
                Some(scheme) => saved.schemes.push(Rc::new(scheme)),
                None => saved.unread.push(entry.source().to_owned()),
            }
        }
        Ok(saved)
    }
}

/// Returns whether a built-in scheme has that name.
pub fn is_known(title: &str) -> bool {
    let name = title.trim().to_lowercase();
    presets::known()
        .iter()
        .any(|scheme| scheme.title.to_lowercase() == name)
}

/// Returns the file name for a download of a scheme.
pub fn file_name(title: &str) -> String {
    let id = SavedSchemes::default().free_id(title);
    [name_of(&id), ".scheme.json"].concat()
}
