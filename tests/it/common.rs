//! What the integration tests share: the catalog's documents, and one run of the flow.

use std::path::PathBuf;
use std::rc::Rc;
use yew::{BaseComponent, LocalServerRenderer};

use openapi::{Api, Example, Operation};
use problem::Problem;
use request::draft::{self, Draft, Edit, example};
use request::pipeline::{self, Flow};
use signature::Moment;
use signature::secret::{Secret, Secrets};

/// The ids of the catalog, in its order.
pub const IDS: [&str; 4] = [
    "keyauth",
    "genauth",
    "aggregate-intelligence",
    "superoffice",
];

/// Code, place and severity of a problem.
pub type Found = (String, String, String);

/// A file of the catalog.
pub fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("static/catalog")
        .join(name);
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The text of a document.
pub fn text(id: &str) -> String {
    file(&format!("{id}.openapi.json"))
}

/// A document, read.
pub fn api(id: &str) -> Api {
    openapi::read(id, &text(id)).unwrap_or_else(|e| panic!("{id}: {}", e.message))
}

/// An operation of a document.
pub fn operation(api: &Api, id: &str) -> Rc<Operation> {
    let found = api.operations.iter().find(|o| o.id == id);
    found
        .unwrap_or_else(|| panic!("{} has no operation {id}", api.id))
        .clone()
}

/// Matches as the browser would.
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    let regex = regress::Regex::with_flags(pattern, "u").ok()?;
    Some(regex.find(text).is_some())
}

/// 2023-11-14 22:13:20 UTC, with an id and a nonce that are easy to see.
pub fn moment() -> Moment {
    Moment {
        unix_ms: 1_700_000_000_000,
        id: "msg_0123456789abcdefghijklmnopq".into(),
        nonce: "0123456789abcdef0123456789abcdef".into(),
    }
}

/// Something in every credential that the operation can ask for.
pub fn credentials(operation: &Operation) -> Secrets {
    let mut secrets = Secrets::default();
    for scheme in operation
        .security
        .iter()
        .flat_map(|alternative| &alternative.schemes)
    {
        let text = scheme.placeholder.as_deref().unwrap_or("credential");
        for part in ["", "/username", "/password"] {
            secrets.set(format!("auth:{}{part}", scheme.name), Secret::new(text));
        }
        let inputs = scheme.signature.iter().flat_map(|s| &s.scheme.inputs);
        for input in inputs.filter(|i| i.default.is_none()) {
            secrets.set(format!("secret:{}", input.name), Secret::new("AKID"));
        }
    }
    secrets.set("secret", Secret::new("SECRET"));
    secrets
}

/// The draft that an example loads into a fresh form.
pub fn loaded(operation: &Operation, example: &Example) -> Draft {
    let fresh = draft::apply(&Draft::default(), operation, &Edit::Reset);
    draft::apply(
        &fresh,
        operation,
        &Edit::Example(example.name.as_str().into()),
    )
}

/// The flow of an example, with its credentials or some.
pub fn run(operation: &Operation, example: &Example) -> Flow {
    let draft = loaded(operation, example);
    let mut secrets = credentials(operation);
    for (input, text) in example::secrets(operation, &example.name) {
        secrets.set(input, Secret::new(text));
    }
    pipeline::run(operation, &draft, &secrets, &moment(), &matches)
}

/// What problems are compared by, sorted.
pub fn found(problems: &[Problem]) -> Vec<Found> {
    let one = |p: &Problem| {
        (
            p.code().to_owned(),
            p.at.to_string(),
            p.severity.word().to_owned(),
        )
    };
    let mut found: Vec<Found> = problems.iter().map(one).collect();
    found.sort();
    found
}

/// The problems that an example is listed with, sorted.
pub fn listed(expected: &[openapi::Expected]) -> Vec<Found> {
    let one = |e: &openapi::Expected| (e.code.clone(), e.at.to_string(), e.severity.clone());
    let mut listed: Vec<Found> = expected.iter().map(one).collect();
    listed.sort();
    listed
}

/// A component rendered to text, one element a line.
pub fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|e| panic!("{e}"));
    let local = tokio::task::LocalSet::new();
    let text = local.block_on(&runtime, async {
        LocalServerRenderer::<C>::with_props(props)
            .hydratable(false)
            .render()
            .await
    });
    lines(&text)
}

/// A line for each element, so that a golden can be read and compared.
fn lines(html: &str) -> String {
    let mut out = html.replace("><", ">\n<");
    out.push('\n');
    out
}
