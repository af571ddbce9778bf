//! What of the workbench is in sight: open sections, the inspector's tab, the pane of a narrow page.
//!
//! None of it changes the request.

use std::collections::{BTreeMap, BTreeSet};

use super::{State, count};
use openapi::Operation;
use problem::{Field, Root};

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
    /// The field that gets the focus, and the number of that wish.
    pub focus: Option<(u32, Field)>,
}

impl View {
    /// Whether a section is open.
    pub fn is_open(&self, section: Section, operation: &Operation) -> bool {
        let suggested = match section {
            Section::Body => operation.body.is_some(),
            Section::Signature => operation.delivery.is_some(),
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

    /// Opens what a field is in, and wishes the focus to go there.
    pub fn reveal(&mut self, field: Field) {
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
