//! Files that are not OpenAPI: what they are, and the next step.

mod markup;
mod members;

/// A file that is not an OpenAPI or Swagger document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A collection of requests (Postman).
    Postman,
    /// An export of Insomnia.
    Insomnia,
    /// A description of message-driven APIs.
    AsyncApi,
    /// A description in RAML.
    Raml,
    /// A GraphQL schema, as SDL or as the result of an introspection.
    GraphQl,
    /// A web service in WSDL.
    Wsdl,
    /// Another XML document.
    Xml,
    /// A web page.
    Html {
        /// The address of the document that the page shows, relative to the page.
        document: Option<String>,
    },
    /// A JSON Schema without an API.
    JsonSchema,
    /// A recording of requests (HTTP Archive).
    Har,
    /// A workflow description (OpenAPI Initiative).
    Arazzo,
    /// Changes to an OpenAPI document (OpenAPI Initiative).
    Overlay,
    /// A description in Google's discovery format.
    GoogleDiscovery,
    /// A description in API Blueprint.
    ApiBlueprint,
    /// Protocol Buffers.
    Protobuf,
    /// A reference to another file and nothing else.
    Reference {
        /// The file.
        file: String,
    },
    /// Text without structure.
    Text,
    /// JSON or YAML of another kind.
    Unknown {
        /// The first names of its members; empty if it is not an object.
        members: Vec<String>,
    },
}

/// Recognises a format by the beginning of the text.
pub fn by_beginning(text: &str) -> Option<Foreign> {
    let start = text.trim_start();
    if start.starts_with('<') {
        return Some(markup::recognise(start));
    }
    if start.starts_with("#%RAML") {
        return Some(Foreign::Raml);
    }
    if start.starts_with("FORMAT: 1A") {
        return Some(Foreign::ApiBlueprint);
    }
    let is_proto = start.starts_with("syntax = \"proto") || start.starts_with("syntax=\"proto");
    is_proto.then_some(Foreign::Protobuf)
}

/// Recognises a text that is neither JSON nor a YAML mapping.
pub fn by_text(text: &str) -> Option<Foreign> {
    let words = [
        "type ",
        "schema ",
        "interface ",
        "enum ",
        "input ",
        "scalar ",
        "union ",
        "directive @",
        "extend ",
    ];
    let mut lines = text.lines().map(str::trim_end);
    let is_definition = |line: &str| {
        let opens = line.ends_with('{') || line.starts_with("scalar ") || line.contains('@');
        opens && words.iter().any(|word| line.starts_with(word))
    };
    lines.any(is_definition).then_some(Foreign::GraphQl)
}

pub use members::by_members;

impl Foreign {
    /// Returns the kind of file and the next step.
    pub fn message(&self) -> String {
        let message = match self {
            Foreign::Postman => {
                "This is a Postman collection, not an OpenAPI document. Convert it (for example with postman-to-openapi), or open the API's OpenAPI document."
            }
            Foreign::Insomnia => {
                "This is an Insomnia export, not an OpenAPI document. Open the API's document from Insomnia's design tab instead."
            }
            Foreign::AsyncApi => {
                "This is an AsyncAPI document, which describes messages, not HTTP requests. Open the API's OpenAPI document instead."
            }
            Foreign::Raml => {
                "This is a RAML document. Convert it to OpenAPI (for example with the AMF tools of MuleSoft), then open the result."
            }
            Foreign::GraphQl => {
                "This is a GraphQL schema. GraphQL has no OpenAPI document unless its publisher offers one."
            }
            Foreign::Wsdl => {
                "This is a WSDL file, which describes a SOAP service. Open the API's OpenAPI document instead."
            }
            Foreign::Xml => {
                "This is XML, not an OpenAPI document. OpenAPI is written in JSON or YAML."
            }
            Foreign::Html {
                document: Some(url),
            } => {
                return format!(
                    "This is a web page, not an OpenAPI document. The document that it shows seems to be at {url}: open that address."
                );
            }
            Foreign::Html { document: None } => {
                "This is a web page, not an OpenAPI document. Look on the page for a link to the document, often openapi.json or swagger.json, and open that."
            }
            Foreign::JsonSchema => {
                "This is a JSON Schema without an API. Open the OpenAPI document that uses it."
            }
            Foreign::Har => {
                "This is a HAR file, a recording of requests. Open the API's OpenAPI document instead."
            }
            Foreign::Arazzo => {
                "This is an Arazzo document, which describes workflows. Open one of the OpenAPI documents that its sourceDescriptions name."
            }
            Foreign::Overlay => {
                "This is an OpenAPI Overlay, which changes another document. Apply it to that document, then open the result."
            }
            Foreign::GoogleDiscovery => {
                "This is a Google API discovery document. Convert it to OpenAPI (for example with google-discovery-to-swagger), then open the result."
            }
            Foreign::ApiBlueprint => {
                "This is an API Blueprint. Convert it to OpenAPI (for example with apib2swagger), then open the result."
            }
            Foreign::Protobuf => {
                "This is a Protocol Buffers file. If its service has an HTTP mapping, generate an OpenAPI document from it, then open that."
            }
            Foreign::Reference { file } => {
                return format!("This document only refers to {file}. Open that file instead.");
            }
            Foreign::Text => {
                "This is plain text, not an OpenAPI document. Open a document in JSON or YAML that has an `openapi` or `swagger` version."
            }
            Foreign::Unknown { members } if members.is_empty() => {
                "This is not an OpenAPI document: it is not an object. Open a document that has an `openapi` or `swagger` version."
            }
            Foreign::Unknown { members } => {
                return format!(
                    "This is not an OpenAPI document: it has no `openapi` or `swagger` version, only {}. Open a document that has one.",
                    members.join(", ")
                );
            }
        };
        message.to_owned()
    }
}
