//! Servers and the variables of their addresses.

use super::parameters::variables;
use super::refs::NodeRef;
use super::{Server, ServerVariable};
use crate::secret_names;
use problem::Root;

/// The servers of the innermost level that has any.
pub(super) fn servers(levels: &[&NodeRef<'_>]) -> Vec<Server> {
    for level in levels {
        let servers: Vec<Server> = level
            .items_of("servers")
            .iter()
            .filter_map(server)
            .collect();
        if !servers.is_empty() {
            return servers;
        }
    }
    vec![Server {
        url: "/".to_owned(),
        description: String::new(),
        variables: Vec::new(),
    }]
}

fn server(node: &NodeRef<'_>) -> Option<Server> {
    node.only(&["url", "description", "variables"]);
    let url = node.required("url")?.to_owned();
    let documented = node.members_of("variables");
    let mut found: Vec<ServerVariable> = Vec::new();
    for name in variables(&url) {
        if found.iter().any(|v| v.name == name) {
            continue;
        }
        let variable = documented.iter().find(|d| d.0 == name);
        if variable.is_none() {
            node.note(format!("`{{{name}}}` of the URL is not among `variables`"));
        }
        found.push(server_variable(name, variable.map(|v| &v.1)));
    }
    if url
        .rsplit('}')
        .next()
        .is_some_and(|rest| rest.contains('{'))
    {
        node.note("The URL has a `{` without a `}`; it is sent as `%7B`");
    }
    for (name, variable) in &documented {
        if !found.iter().any(|v| v.name == *name) {
            variable.note(format!("The URL has no `{{{name}}}`; it is left out"));
        }
    }
    Some(Server {
        url,
        description: node.words("description"),
        variables: found,
    })
}

fn server_variable(name: &str, node: Option<&NodeRef<'_>>) -> ServerVariable {
    if let Some(node) = node {
        node.only(&["enum", "default", "description", "x-signpost-secret"]);
    }
    let choices = node.map(choices).unwrap_or_default();
    let default = node.and_then(|s| s.get("default"));
    let documented = default.as_ref().and_then(text);
    match (node, &documented, choices.first()) {
        (Some(node), Some(default), Some(_)) if !choices.contains(default) => {
            node.note("The default is not among the values of `enum`");
        }
        (Some(node), None, Some(first)) => node.note(format!(
            "`default` is required here: add it; `{first}`, the first value of `enum`, is used"
        )),
        (Some(node), None, None) => {
            node.note("`default` is required here: add it; until then a person must enter a value");
        }
        _ => {}
    }
    let declared = node.and_then(|s| s.flag("x-signpost-secret"));
    if let (Some(true), Some(node), false) = (declared, node, choices.is_empty()) {
        node.note("The values of `enum` are documented, so they are not secrets");
    }
    let is_text = choices.is_empty();
    let named_secret = is_text && declared.is_none() && secret_names::is_secret(name);
    ServerVariable {
        name: name.to_owned(),
        secret: is_text && declared.unwrap_or(named_secret),
        named_secret,
        marked: false,
        implied: documented.is_none() && !choices.is_empty(),
        default: documented.or_else(|| choices.first().cloned()),
        choices,
        description: node.map(|s| s.words("description")).unwrap_or_default(),
    }
}

impl ServerVariable {
    /// Applies a person's mark; the document's own mark wins.
    pub fn mark(&mut self, secret: bool) {
        if self.named_secret {
            self.secret = secret;
        } else if secret && self.can_be_marked() {
            self.secret = true;
            self.marked = true;
        }
    }

    /// Returns whether a person may mark it as a secret: it is typed and not secret yet.
    pub fn can_be_marked(&self) -> bool {
        !self.secret && self.choices.is_empty()
    }
}

impl Server {
    /// Returns whether a root (`server:token`) belongs to a secret variable.
    pub fn is_secret(&self, root: &Root) -> bool {
        let Root::Server(name) = root else {
            return false;
        };
        let mut variables = self.variables.iter();
        variables.any(|v| **name == *v.name && v.secret)
    }
}

/// The values of a server variable.
fn choices(node: &NodeRef<'_>) -> Vec<String> {
    node.items_of("enum").iter().filter_map(text).collect()
}

/// A string, or a port or version that many documents write without quotes.
fn text(node: &NodeRef<'_>) -> Option<String> {
    let text = node.string().map(str::to_owned);
    let is_scalar = node.value.as_number().is_some() || node.value.as_bool().is_some();
    text.or_else(|| is_scalar.then(|| node.typed()))
}
