//! Where the person's schemes are kept: in the browser, under one key.

use std::rc::Rc;

use crate::browser::storage::{self, Refused};
use crate::ui::state::own::{Change, Gone, Own, Stored};
use signature::saved::{Kept, SavedSchemes};

/// Where they are kept.
pub const KEY: &str = "signpost/schemes";

/// The schemes as they are when the page starts.
pub fn begin() -> Rc<Own> {
    match storage::read(KEY) {
        // A page that may store nothing says so when there is something to store.
        Ok(None) | Err(_) => Rc::default(),
        Ok(Some(text)) => Rc::new(Own::begun(kept(&text))),
    }
}

fn kept(text: &str) -> Stored {
    match SavedSchemes::read(text) {
        Ok(saved) => Stored {
            saved,
            ..Stored::default()
        },
        Err(kept) => Stored {
            kept: Some(kept),
            ..Stored::default()
        },
    }
}

fn there() -> Result<Option<SavedSchemes>, Kept> {
    let text = storage::read(KEY).map_err(refused)?;
    text.map(|text| SavedSchemes::read(&text)).transpose()
}

fn refused(why: Refused) -> Kept {
    match why {
        Refused::Forbidden => Kept::Forbidden,
        Refused::Full => Kept::Full,
    }
}

fn changed(own: &Own, change: impl FnOnce(&mut SavedSchemes)) -> Stored {
    let write = |text: &str| storage::write(KEY, text).map_err(refused);
    Stored::changed(own, there(), change, write)
}

/// Saves the scheme that is being changed.
pub fn save(own: &Own, replace: bool) -> Change {
    let Some(editor) = &own.editor else {
        return Change::Close;
    };
    let of = match own.saving(replace) {
        Ok(of) => of,
        Err(why) => return why,
    };
    let mut id = Rc::from("");
    let stored = changed(own, |saved| {
        id = saved.save(&editor.scheme, of.as_deref());
    });
    Change::Saved(stored, id)
}

/// Deletes a saved scheme, for as long as nobody wants it back.
pub fn delete(own: &Own, id: &str) -> Change {
    let mut found = None;
    let stored = changed(own, |saved| found = saved.remove(id));
    match found {
        Some((scheme, at)) => {
            let editor = own.editor.clone();
            Change::Deleted(stored, Gone::Deleted { scheme, at, editor })
        }
        None => Change::Close,
    }
}

/// What is stored, as it is.
pub fn raw() -> String {
    storage::read(KEY).ok().flatten().unwrap_or_default()
}

/// Gives up what is stored and cannot be read, for the schemes that are here.
pub fn afresh(own: &Own) -> Change {
    let write = |text: &str| storage::write(KEY, text).map_err(refused);
    let here = Ok(Some(own.saved.clone()));
    Change::Afresh(Stored::changed(own, here, |_| (), write))
}

/// Brings back what was deleted or closed last.
pub fn undo(own: &Own) -> Change {
    match &own.gone {
        Some(Gone::Deleted { scheme, at, .. }) => {
            let stored = changed(own, |saved| saved.restore(Rc::clone(scheme), *at));
            Change::Restored(stored)
        }
        _ => Change::Reopen,
    }
}
