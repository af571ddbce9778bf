//! The evidence that a delivery shows, then the search for the cause.

use std::rc::Rc;

use diagnosis::{Evidence, Gathering, Inquiry, Search, Step, next};
use json::Tree;
use signature::secret::{Secret, Secrets};
use signature::{AddressCoverage, Coverage, Scheme};

use crate::{Delivery, Report, Shown};

/// Bytes that are read or hashed between two looks at how far it is.
const STEP: usize = 512 << 10;

/// A delivery and the secrets that it is verified with.
pub struct Received {
    received: Rc<received::Received>,
    secrets: Secrets,
}

impl Received {
    pub fn new(delivery: Delivery, body: Vec<u8>, typed: Vec<(String, String)>) -> Received {
        let mut secrets = Secrets::default();
        for (input, text) in typed {
            secrets.set(input, Secret::new(text));
        }
        Received {
            received: Rc::new(received::Received {
                method: delivery.method,
                target: delivery.target,
                url: delivery.url,
                headers: delivery.headers,
                body: body.into(),
                notes: Vec::new(),
            }),
            secrets,
        }
    }
}

/// Gathers evidence, and where it is asked for searches the cause.
pub fn run(
    scheme: &Scheme,
    own: Vec<Scheme>,
    Received { received, secrets }: &Received,
    inquiry: Inquiry,
    known: Vec<String>,
    tell: &mut dyn FnMut(Report, Option<&[u8]>),
) {
    let request = received.signable();
    let coverage = Coverage::of(scheme, &request);
    let evidence = evidence(scheme, received, inquiry);
    let shown = evidence.iter().map(|found| Shown {
        code: found.code().to_owned(),
        sentence: match inquiry {
            Inquiry::Contrary => found.beside_valid(coverage),
            Inquiry::Cause | Inquiry::Evidence => found.sentence(),
        },
    });
    tell(Report::Evidence(shown.collect()), None);
    let next = || {
        let address = AddressCoverage::of(scheme, &request);
        next(scheme, (coverage, address), &evidence)
    };
    if inquiry != Inquiry::Cause {
        let nothing = Report::Nothing {
            ruled: None,
            next: next(),
            remedies: Vec::new(),
        };
        return tell(nothing, None);
    }
    let own: Vec<Rc<Scheme>> = own.into_iter().map(Rc::new).collect();
    let known = known.into_iter().filter_map(|text| Tree::read(text).ok());
    let mut search = Search::among(&own, scheme, secrets, received).knowing(known.collect());
    loop {
        match search.step(STEP) {
            Step::More { done, total } => tell(Report::Progress { done, total }, None),
            Step::Found(explanation) => {
                let found = Report::Found {
                    sentence: explanation.sentence(),
                    remedies: explanation.remedies(scheme),
                };
                return tell(found, explanation.recovered.as_deref());
            }
            Step::Nothing(ruled) => {
                let nothing = Report::Nothing {
                    next: next(),
                    remedies: ruled.remedies(scheme),
                    ruled: Some(ruled),
                };
                return tell(nothing, None);
            }
        }
    }
}

fn evidence(scheme: &Scheme, received: &Rc<received::Received>, inquiry: Inquiry) -> Vec<Evidence> {
    let gathering = Gathering::new(scheme, received);
    let mut gathering = match inquiry {
        Inquiry::Contrary => gathering.beside_valid(),
        Inquiry::Cause | Inquiry::Evidence => gathering,
    };
    loop {
        if let Some(evidence) = gathering.step(STEP) {
            return evidence;
        }
    }
}
