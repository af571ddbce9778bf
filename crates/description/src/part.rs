//! The parts of a description, by which a walk tells a schema from an example that looks like one.
//!
//! One grammar serves Swagger 2.0 and OpenAPI 3.x: a member that only one of them has is faulty in
//! the others.

/// A place's type in the specifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Document,
    Info,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    /// A Header Object, of a response or of an encoding.
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    /// A Callback Object, which maps expressions to path items.
    Callback,
    Link,
    Example,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    Flow,
    Server,
    Tag,
    /// A map or an array of these.
    Each(Of),
    /// Data, such as an example's value, or a part without rules.
    Other,
}

/// The members of a map, or the items of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Callback,
    Link,
    Example,
    Schema,
    SecurityScheme,
    Server,
    Tag,
}

impl Of {
    fn part(self) -> Part {
        match self {
            Of::PathItem => Part::PathItem,
            Of::Operation => Part::Operation,
            Of::Parameter => Part::Parameter,
            Of::Header => Part::Header,
            Of::RequestBody => Part::RequestBody,
            Of::MediaType => Part::MediaType,
            Of::Encoding => Part::Encoding,
            Of::Response => Part::Response,
            Of::Callback => Part::Callback,
            Of::Link => Part::Link,
            Of::Example => Part::Example,
            Of::Schema => Part::Schema,
            Of::SecurityScheme => Part::SecurityScheme,
            Of::Server => Part::Server,
            Of::Tag => Part::Tag,
        }
    }
}

/// The methods that a Path Item Object has members for, in OpenAPI 3.1.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl Part {
    /// The part of an item of an array.
    pub fn item(self) -> Part {
        match self {
            Part::Each(of) => of.part(),
            // A tuple, as older drafts of JSON Schema have it in `items`.
            Part::Schema => Part::Schema,
            _ => Part::Other,
        }
    }

    /// The part of a member of an object.
    pub fn member(self, name: &str) -> Part {
        match self {
            Part::Each(of) => of.part(),
            Part::Other | Part::Info | Part::Example | Part::Tag | Part::Discriminator => {
                Part::Other
            }
            Part::Xml | Part::Flow | Part::Link => Part::Other,
            Part::Schema => schema(name),
            Part::Paths | Part::Callback if name.starts_with("x-") => Part::Other,
            Part::Paths | Part::Callback => Part::PathItem,
            Part::Flows => Part::Flow,
            Part::SecurityScheme if name == "flows" => Part::Flows,
            Part::SecurityScheme => Part::Other,
            Part::Document => document(name),
            Part::Components => components(name),
            Part::PathItem if METHODS.contains(&name) || name == "query" => Part::Operation,
            _ => shared(name),
        }
    }
}

fn document(name: &str) -> Part {
    match name {
        "info" => Part::Info,
        "paths" => Part::Paths,
        "webhooks" | "x-webhooks" => Part::Each(Of::PathItem),
        "components" => Part::Components,
        "servers" => Part::Each(Of::Server),
        "tags" => Part::Each(Of::Tag),
        "definitions" => Part::Each(Of::Schema),
        "parameters" => Part::Each(Of::Parameter),
        "responses" => Part::Each(Of::Response),
        "securityDefinitions" => Part::Each(Of::SecurityScheme),
        _ => Part::Other,
    }
}

fn components(name: &str) -> Part {
    match name {
        "schemas" => Part::Each(Of::Schema),
        "requestBodies" => Part::Each(Of::RequestBody),
        "securitySchemes" => Part::Each(Of::SecurityScheme),
        "pathItems" => Part::Each(Of::PathItem),
        "mediaTypes" => Part::Each(Of::MediaType),
        name => shared(name),
    }
}

/// Members that mean the same wherever an object has them.
fn shared(name: &str) -> Part {
    match name {
        "parameters" => Part::Each(Of::Parameter),
        "requestBody" => Part::RequestBody,
        "responses" => Part::Each(Of::Response),
        "callbacks" => Part::Each(Of::Callback),
        "servers" => Part::Each(Of::Server),
        "server" => Part::Server,
        "additionalOperations" => Part::Each(Of::Operation),
        "headers" => Part::Each(Of::Header),
        "links" => Part::Each(Of::Link),
        "content" => Part::Each(Of::MediaType),
        "examples" => Part::Each(Of::Example),
        "encoding" => Part::Each(Of::Encoding),
        "schema" | "itemSchema" | "items" => Part::Schema,
        _ => Part::Other,
    }
}

fn schema(name: &str) -> Part {
    match name {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions"
        | "allOf" | "anyOf" | "oneOf" | "prefixItems" => Part::Each(Of::Schema),
        "items"
        | "additionalItems"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "contentSchema" => Part::Schema,
        "discriminator" => Part::Discriminator,
        "xml" => Part::Xml,
        _ => Part::Other,
    }
}
