//! What of the workbench is in sight: open sections, the inspector's tab, the pane of a narrow page.
//!
//! None of it changes the request.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Action, State, count};
use openapi::Operation;
use problem::{Field, Root};
use request::draft::Edit;

/// A section of the request pane that folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Body,
    Signature,
    /// The settings of the signature that few need.
    SignatureAdvanced,
    Authorization,
    Parameters,
    Server,
}

impl Section {
    /// The value of its `data-section`.
    pub fn name(self) -> &'static str {
        match self {
            Section::Body => "body",
            Section::Signature => "signature",
            Section::SignatureAdvanced => "signature-advanced",
            Section::Authorization => "authorization",
            Section::Parameters => "parameters",
            Section::Server => "server",
        }
    }

    /// The section that holds a field.
    pub fn of(root: &Root) -> Section {
        match root {
            Root::Body | Root::Raw | Root::MediaType => Section::Body,
            Root::Path(_) | Root::Query(_) | Root::Header(_) | Root::Cookie(_) => {
                Section::Parameters
            }
            Root::Server(_) => Section::Server,
            Root::Security | Root::Credential(_) => Section::Authorization,
            _ => Section::Signature,
        }
    }
}

/// A tab of the inspector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Request,
    Code,
    Reply,
    Docs,
}

impl Tab {
    pub const ALL: [Tab; 4] = [Tab::Request, Tab::Code, Tab::Reply, Tab::Docs];

    /// The value of its `data-tab`.
    pub fn name(self) -> &'static str {
        match self {
            Tab::Request => "request",
            Tab::Code => "code",
            Tab::Reply => "reply",
            Tab::Docs => "docs",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Tab::Request => "Request",
            Tab::Code => "Code",
            Tab::Reply => "Reply",
            Tab::Docs => "Docs",
        }
    }
}

/// How the body is edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BodyMode {
    #[default]
    Fields,
    Raw,
    File,
}

impl BodyMode {
    /// The value of its radio button.
    pub fn name(self) -> &'static str {
        match self {
            BodyMode::Fields => "fields",
            BodyMode::Raw => "raw",
            BodyMode::File => "file",
        }
    }
}

/// The fields that were left, or all once the request was sent: before that their problems are not
/// shown at them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// Another one for each form that is filled afresh.
    pub generation: u32,
    /// Whether the request was sent.
    pub all: bool,
    /// The places of fields, as text.
    fields: Rc<BTreeSet<Rc<str>>>,
}

impl Touched {
    pub fn touch(&mut self, field: Rc<str>) {
        if !self.fields.contains(&field) {
            Rc::make_mut(&mut self.fields).insert(field);
        }
    }

    /// Whether nothing was left or sent yet, so that what is missing is no fault so far.
    pub fn is_fresh(&self) -> bool {
        !self.all && self.fields.is_empty()
    }

    /// Whether the field itself was left.
    pub fn contains(&self, field: &str) -> bool {
        self.fields.contains(field)
    }

    /// Whether the problems at a place are shown: it was left, or something around it or within it.
    pub fn reaches(&self, place: &str) -> bool {
        let is_within = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut fields = self.fields.iter();
        self.all || fields.any(|field| is_within(place, field) || is_within(field, place))
    }

    /// Begins with a form of which nothing was left.
    fn renew(&mut self) {
        *self = Touched {
            generation: self.generation.wrapping_add(1),
            ..Touched::default()
        };
    }
}

/// What is in sight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Sections that the person opened or closed; the others are as the operation suggests.
    sections: BTreeMap<Section, bool>,
    /// Sections whose optional fields are shown.
    more: BTreeSet<Section>,
    pub tab: Tab,
    /// Whether a page with one pane shows the inspector, and not the form.
    pub inspects: bool,
    /// Whether the navigation is shown where it has no column.
    pub navigates: bool,
    pub body_mode: BodyMode,
    pub touched: Touched,
    /// The field that was revealed last, and the number of that wish.
    pub focus: Option<(u32, Field)>,
    /// The number of the last wish that was met.
    pub focused: Option<u32>,
}

impl View {
    /// Applies an action that is about the view alone, and gives back any other one.
    pub(super) fn apply(&mut self, action: Action) -> Option<Action> {
        match action {
            Action::Fold(section, open) => self.fold(section, open),
            Action::More(section, more) => self.show_more(section, more),
            Action::Inspect(tab) => self.inspect(tab),
            Action::ShowForm => self.inspects = false,
            Action::Navigate(shown) => self.navigates = shown,
            Action::Reveal(field) => self.reveal(field),
            Action::Focused(number) => self.focused = Some(number),
            Action::Touch(field) => self.touched.touch(field),
            Action::BodyMode(mode) => self.body_mode = mode,
            action => {
                self.follow(&action);
                return Some(action);
            }
        }
        None
    }

    /// What an action on the request changes in what is in sight.
    fn follow(&mut self, action: &Action) {
        match action {
            Action::Send | Action::Repeat => {
                self.touched.all = true;
                self.inspect(Tab::Reply);
            }
            Action::Show(_) => self.inspect(Tab::Reply),
            Action::Clear | Action::Reset | Action::Edit(Edit::Reset | Edit::Example(_)) => {
                self.renew();
            }
            _ => {}
        }
    }

    /// Whether a section is open.
    pub fn is_open(&self, section: Section, operation: &Operation) -> bool {
        let suggested = match section {
            Section::Body => operation.body.is_some(),
            // A delivery goes to a receiver of the person's, which verifies its signature.
            Section::Signature | Section::Server => operation.delivery.is_some(),
            Section::Parameters => operation.body.is_none(),
            _ => false,
        };
        self.sections.get(&section).copied().unwrap_or(suggested)
    }

    /// Whether a section shows its optional fields too.
    pub fn shows_more(&self, section: Section) -> bool {
        self.more.contains(&section)
    }

    pub fn fold(&mut self, section: Section, open: bool) {
        self.sections.insert(section, open);
    }

    pub fn show_more(&mut self, section: Section, more: bool) {
        match more {
            true => self.more.insert(section),
            false => self.more.remove(&section),
        };
    }

    /// Shows a tab of the inspector.
    pub fn inspect(&mut self, tab: Tab) {
        self.tab = tab;
        self.inspects = true;
    }

    /// Forgets which fields were left, since the form is filled afresh, and leaves the choice of a file.
    pub fn renew(&mut self) {
        self.touched.renew();
        if self.body_mode == BodyMode::File {
            self.body_mode = BodyMode::Fields;
        }
    }

    /// Opens what a field is in, and wishes the focus to go there.
    pub fn reveal(&mut self, field: Field) {
        self.touched.touch(field.to_string().into());
        match field.root {
            Root::Body => self.body_mode = BodyMode::Fields,
            Root::Raw => self.body_mode = BodyMode::Raw,
            _ => {}
        }
        let section = Section::of(&field.root);
        self.fold(section, true);
        self.show_more(section, true);
        if section == Section::Signature {
            self.fold(Section::SignatureAdvanced, true);
        }
        self.inspects = false;
        let number = self.focus.as_ref().map_or(0, |(number, _)| number + 1);
        self.focus = Some((number, field));
    }
}

impl State {
    /// Reveals the field of the problem after those of the field that was revealed last.
    pub(super) fn next_problem(&mut self) {
        let Some(open) = &self.open else {
            return;
        };
        let problems = &open.problems;
        let last = self.view.focus.as_ref().map(|(_, field)| field);
        let before = problems
            .iter()
            .rposition(|problem| Some(&problem.at) == last);
        let next = before
            .and_then(|at| problems.get(at + 1))
            .or(problems.first());
        match next {
            Some(problem) => {
                let field = problem.at.clone();
                self.view.reveal(field);
            }
            None => self.said = count(0).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_a_field_shows_its_problems_and_those_around_and_within_it() {
        let mut touched = Touched::default();
        touched.touch("body:/Events/0".into());
        for place in [
            "body:/Events/0",
            "body:/Events",
            "body:/Events/0/name",
            "body:",
        ] {
            assert!(touched.reaches(place), "{place}");
        }
        for place in [
            "body:/Events/01",
            "body:/EventsToo",
            "body:/Name",
            "query:Events",
        ] {
            assert!(!touched.reaches(place), "{place}");
        }
    }

    #[test]
    fn all_problems_are_shown_once_the_request_was_sent_and_none_in_a_form_that_is_filled_afresh() {
        let mut view = View::default();
        view.apply(Action::Send);
        assert!(view.touched.reaches("body:/Name"));
        let before = view.touched.generation;
        view.apply(Action::Clear);
        assert!(!view.touched.reaches("body:/Name"));
        assert_ne!(view.touched.generation, before);
    }

    #[test]
    fn a_problem_leads_to_its_field_in_whatever_way_the_body_is_edited() {
        let mut view = View::default();
        view.apply(Action::BodyMode(BodyMode::File));
        view.apply(Action::Reveal(Field::body().member("Name")));
        assert_eq!(view.body_mode, BodyMode::Fields);
        assert!(view.shows_more(Section::Body));
        assert!(view.touched.reaches("body:/Name"));
    }
}
