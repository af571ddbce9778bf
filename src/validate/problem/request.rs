//! What can be wrong with a finished request: its address, its header fields, its credentials.

/// A fault of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Nothing before a colon that is a scheme.
    NoScheme,
    /// A scheme other than http and https.
    Scheme(String),
    NoHost,
    /// A character that no host name has.
    HostCharacter(char),
    /// A host name beyond ASCII.
    HostNotAscii(char),
    /// A label that claims to be Punycode (`xn--`) and is not.
    HostPunycode(String),
    /// A host that ends in a number and is no IPv4 address.
    Ipv4(String),
    /// Square brackets without an IPv6 address in them.
    Ipv6(String),
    /// Not a number, or above 65535.
    Port(String),
    /// `user:password@`.
    Credentials,
    /// A `{variable}` that the server does not have.
    Variable(String),
}

/// A fault of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Address(Address),
    /// A value that is not one of a server variable's choices.
    ServerChoice {
        found: String,
        choices: Vec<String>,
    },
    /// A whole path segment of one or two dots, which every client resolves away.
    DotSegment,
    /// A name that is no RFC 9110 token; the character and its 1-based position.
    HeaderName(Option<(char, usize)>),
    /// A control character in a header value; 1-based position.
    HeaderControl(char, usize),
    /// A header value begins or ends with a space or tab.
    HeaderEnds,
    /// A character beyond Latin-1 in a header value; 1-based position.
    HeaderCharacter(char, usize),
    /// A character that cannot stand in a cookie's value; 1-based position.
    CookieCharacter(char, usize),
    /// A colon in the user name of Basic credentials.
    UserColon(usize),
    /// No credential is given.
    Credential,
    /// The credential is not what the documentation says it looks like.
    CredentialPattern(String),
    /// A security scheme that a page cannot do.
    Unsupported(String),
}

impl Request {
    /// The word of `data-problem`.
    pub fn code(&self) -> &'static str {
        match self {
            Request::Address(_) => "url",
            Request::ServerChoice { .. } => "enum",
            Request::DotSegment => "dot-segment",
            Request::HeaderName(_) => "header-name",
            Request::HeaderControl(..) | Request::HeaderEnds | Request::HeaderCharacter(..) => {
                "header-value"
            }
            Request::CookieCharacter(..) => "cookie-value",
            Request::UserColon(_) => "username",
            Request::Credential => "required",
            Request::CredentialPattern(_) => "pattern",
            Request::Unsupported(_) => "unsupported",
        }
    }

    /// The message.
    pub fn message(&self) -> String {
        match self {
            Request::Address(fault) => fault.message(),
            Request::ServerChoice { found, choices } => {
                let mut text = String::from("One of ");
                text.push_str(&choices.join(", "));
                text.push_str(" is documented, ");
                text.push_str(found);
                text.push_str(" is not among them; choose one, or give the whole server address");
                text
            }
            Request::DotSegment => "A whole path segment of . or .. is resolved away by every \
                client before it sends; add another character"
                .into(),
            Request::HeaderName(None) => {
                "A header field needs a name; type one or remove the field".into()
            }
            Request::HeaderName(Some((c, at))) => placed(
                *c,
                *at,
                "A header field's name has only letters, digits and !#$%&'*+-.^_`|~ (RFC 9110)",
            ),
            Request::HeaderControl(c, at) => placed(
                *c,
                *at,
                "A header field's value cannot carry control characters (RFC 9110)",
            ),
            Request::HeaderEnds => "A header field's value cannot begin or end with a space or \
                tab, which every receiver strips; remove it"
                .into(),
            Request::HeaderCharacter(c, at) => placed(
                *c,
                *at,
                "A header field's value has only characters up to U+00FF, one byte each",
            ),
            Request::CookieCharacter(c, at) => placed(
                *c,
                *at,
                "A cookie cannot carry spaces, quotes, commas, semicolons or backslashes (RFC 6265)",
            ),
            Request::UserColon(at) => placed(
                ':',
                *at,
                "A user name for Basic credentials has no colon, since the first one ends it (RFC 7617)",
            ),
            Request::Credential => "This way to authenticate needs it and nothing is given; type \
                it, or choose another way"
                .into(),
            Request::CredentialPattern(pattern) => {
                let mut text = String::from("The documented form is ");
                text.push_str(pattern);
                text.push_str(" and this does not match; check that the whole credential is here");
                text
            }
            Request::Unsupported(why) => {
                let mut text = String::from("This page cannot do it: ");
                text.push_str(why);
                text.push_str("; choose another way, or send the request with another tool");
                text
            }
        }
    }
}

impl Address {
    fn message(&self) -> String {
        match self {
            Address::NoScheme => {
                "An absolute address is needed and this has no scheme; begin with https:// or http://"
                    .into()
            }
            Address::Scheme(found) => {
                let mut text = String::from("Only http and https can be sent to, not ");
                text.push_str(found);
                text.push_str("; begin with https:// or http://");
                text
            }
            Address::NoHost => {
                "An address needs a host after the slashes, as https://example.com".into()
            }
            Address::HostCharacter(c) => {
                let mut text = String::from("A host name cannot have ");
                text.push_str(&named(*c));
                text.push_str("; remove it");
                text
            }
            Address::HostNotAscii(c) => {
                let mut text = String::from("A host name goes out in ASCII and this has ");
                text.push_str(&named(*c));
                text.push_str("; type its xn-- form (Punycode)");
                text
            }
            Address::HostPunycode(label) => {
                let mut text = String::from("A label that begins with xn-- is Punycode and ");
                text.push_str(label);
                text.push_str(" is not; check its spelling");
                text
            }
            Address::Ipv4(found) => {
                let mut text =
                    String::from("A host that ends in a number is an IPv4 address of up to four numbers to 255, and ");
                text.push_str(found);
                text.push_str(" is not one");
                text
            }
            Address::Ipv6(found) => {
                let mut text = String::from("Square brackets hold an IPv6 address, as [::1], and ");
                text.push_str(found);
                text.push_str(" is not one");
                text
            }
            Address::Port(found) => {
                let mut text = String::from("A port is a number up to 65535, found ");
                text.push_str(found);
                text
            }
            Address::Credentials => "Browsers do not send to an address with a user name or password \
                in it; remove the part up to @ and give credentials under authorization"
                .into(),
            Address::Variable(name) => {
                let mut text = String::from("The address holds {");
                text.push_str(name);
                text.push_str("}, which stands for something; put its value there");
                text
            }
        }
    }
}

fn placed(c: char, at: usize, rule: &str) -> String {
    let mut text = String::from(rule);
    text.push_str("; found ");
    text.push_str(&named(c));
    text.push_str(" at position ");
    text.push_str(&at.to_string());
    text
}

/// A character as it can be read, whatever it is.
fn named(c: char) -> String {
    match c {
        '\0' => "NUL".into(),
        '\t' => "a tab".into(),
        '\n' => "a line feed".into(),
        '\r' => "a carriage return".into(),
        ' ' => "a space".into(),
        c if c.is_control() || c.is_whitespace() => code_point(c),
        c if c.is_ascii() => c.to_string(),
        c => {
            let mut text = c.to_string();
            text.push_str(" (");
            text.push_str(&code_point(c));
            text.push(')');
            text
        }
    }
}

fn code_point(c: char) -> String {
    let hex = |n: u32| char::from_digit(n & 15, 16).map_or('0', |d| d.to_ascii_uppercase());
    let n = u32::from(c);
    let digits = if n > 0xFFFF { 6 } else { 4 };
    let mut text = String::from("U+");
    for place in (0..digits).rev() {
        text.push(hex(n >> (4 * place)));
    }
    text
}
