//! `host`, `basePath` and `schemes` as Server Objects.

use json::Value;

use crate::edit;

/// The parts of the addresses that all operations share.
pub struct Addresses {
    pub host: Option<String>,
    pub base_path: String,
}

impl Addresses {
    /// The servers with these schemes; without a host, the one that has the document.
    pub fn servers(&self, schemes: &[String]) -> Value {
        let path = self.base_path.trim_end_matches('/');
        let server = |url: String| edit::object([("url", edit::text(url))]);
        let servers = match &self.host {
            None if path.is_empty() => vec![server("/".to_owned())],
            None => vec![server(path.to_owned())],
            Some(host) => {
                let urls = schemes
                    .iter()
                    .map(|scheme| [scheme, "://", host, path].concat());
                urls.map(server).collect()
            }
        };
        Value::Array(servers)
    }
}
