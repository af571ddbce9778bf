//! The deliveries of the catalog: the very request that a filled registration makes its sender send.

use std::rc::Rc;

use expect_test::expect;
use signpost::delivery::Registration;
use signpost::document::delivery::{self, Listing};
use signpost::document::{Api, Operation};
use signpost::draft::{self, Draft, Edit, Field, Step, load, taken};
use signpost::pipeline::{self, Flow};
use signpost::preview;
use signpost::secret::Secrets;

use crate::common::{IDS, api, matches, moment, operation};

/// A registration being filled in.
struct Form {
    api: Api,
    of: Rc<Operation>,
    draft: Draft,
    secrets: Secrets,
}

impl Form {
    fn of(id: &str, of: &str) -> Form {
        let api = api(id);
        let of = operation(&api, of);
        Form {
            draft: load::fresh(&of),
            api,
            of,
            secrets: Secrets::default(),
        }
    }

    /// The body as text, as the raw editor takes it.
    fn raw(mut self, text: &str) -> Form {
        self.edit(&Edit::Raw(text.into()));
        self
    }

    fn typed(mut self, field: &str, text: &str) -> Form {
        let field = match field.strip_prefix("body:/") {
            Some(name) => Field::body().step(Step::Name(name.into())),
            None => Field::root(field),
        };
        self.edit(&Edit::Type(field, text.into()));
        self
    }

    fn edit(&mut self, edit: &Edit) {
        self.draft = draft::apply(&self.draft, &self.of, edit);
    }

    fn listing(&self) -> &Rc<Listing> {
        let found = self.api.delivery(Some(&self.of.id), "delivery");
        found.expect("its delivery is named `delivery`")
    }

    fn delivery(&self) -> Operation {
        let registration =
            Registration::of(&self.of, &self.draft, &self.secrets, &moment(), &matches);
        delivery::open(&self.api, self.listing(), &registration.exchange()).expect("it reads")
    }

    fn flow(&self) -> Flow {
        flow(&self.delivery())
    }

    /// The request as it goes out, and what is wrong with it.
    fn wire(&self) -> String {
        told(&self.flow())
    }
}

fn secrets_of(operation: &Operation) -> Secrets {
    let mut secrets = Secrets::default();
    for (input, secret) in taken::secrets(operation) {
        secrets.set(input, secret);
    }
    secrets
}

fn flow(operation: &Operation) -> Flow {
    let draft = load::fresh(operation);
    pipeline::run(operation, &draft, &secrets_of(operation), &moment(), &matches)
}

fn told(flow: &Flow) -> String {
    let mut out = String::new();
    for piece in preview::wire(&flow.request) {
        out.push_str(&piece.text);
    }
    let mut out = out.replace("\r\n", "\n");
    for problem in &flow.problems {
        out.push_str(&format!(
            "\n! {} {} {}: {}",
            problem.severity.word(),
            problem.code,
            problem.at,
            problem.message
        ));
    }
    out
}

#[test]
fn every_delivery_reads_without_a_note() {
    for id in IDS {
        let document = api(id);
        assert!(!document.deliveries.is_empty(), "{id}");
        for listing in &document.deliveries {
            let of = listing.of.as_deref().expect("a callback");
            let form = Form::of(id, of);
            let delivery = form.delivery().delivery.expect("it is one");
            assert!(delivery.notes.is_empty(), "{id}: {:#?}", delivery.notes);
        }
    }
}
