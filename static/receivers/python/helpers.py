# Functions beside `verify`. See ../README.md.

#: signed(
def signed(key, message, signature):
    """Returns whether the private key of this public key signed the message."""
    {{proof}}
    except (InvalidSignature, ValueError):
        return False
    return True


#: form(
def form(body, equals, between):
    """The decoded fields of a form, sorted by name and value, without duplicates."""
    fields = urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)
    return between.join(name + equals + value for name, value in sorted(set(fields)))


#: unescape(
def unescape(text, characters):
    """Decodes the percent-escapes of these characters and no others."""
    decode = lambda escape: chr(int(escape[1], 16)) if chr(int(escape[1], 16)) in characters else escape[0]
    return re.sub("%([0-9A-Fa-f]{2})", decode, text)


#: json_lines(
def json_lines(data, *names):
    """The name and value, each on a line, of those members that are present and not null."""
    there = [name for name in names if isinstance(data, dict) and data.get(name) is not None]
    return "".join(name + "\n" + member(data, name) + "\n" for name in there)


#: alike(
def alike(data, *names):
    """Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one."""
    is_alike = lambda name: any(name != one and name.casefold() == one.casefold() for one in names)
    return isinstance(data, dict) and any(map(is_alike, data))


#: member(
def member(value, *path):
    """A member of the JSON as text; empty if it is null or missing.

    Numbers are formatted again, so one with a fraction or more than 15 digits may not match.
    """
    for name in path:
        try:
            value = value[name]
        except (KeyError, IndexError, TypeError):
            return ""
    try:
        return value if isinstance(value, str) else "" if value is None else json.dumps(value)
    except RecursionError:
        raise ValueError("The body is nested too deep") from None


#: unix(
def unix(timestamp):
    """The Unix time of a date and time of RFC 3339, in whole seconds."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)", timestamp, re.ASCII)
    if not found:
        raise ValueError("Not a date and time")
    return datetime.datetime.strptime(found[1] + found[2], "%Y-%m-%dT%H:%M:%S%z").timestamp()


#: header_lines(
def header_lines(headers, *wanted):
    """A line for each header field with one of these names, or with a name that begins with the text before a *."""
    found = sorted((name.lower(), value.replace("\t", " ").strip()) for name, value in headers.items())
    is_wanted = lambda name: any(name.startswith(w[:-1]) if w.endswith("*") else name == w for w in wanted)
    return "".join(f"{name}:{value}\n" for name, value in found if is_wanted(name))


#: fields(
def fields(target, media, body, first, equals, between):
    """The top-level members of a JSON body, or the fields of a form or of the query, sorted by name."""
    form = lambda text: urllib.parse.parse_qsl(text, keep_blank_values=True)
    if not body:
        found = form(target.partition("?")[2])
    elif is_form(media):
        found = form(body.decode())
    else:
        found = members(body.decode())
    found = sorted(found, key=lambda field: field[0].encode())
    return "".join((between if at else first) + name + equals + value for at, (name, value) in enumerate(found))


#: is_form(
def is_form(media):
    """Returns whether a body of this media type is a form."""
    return media.split(";")[0].strip().lower() == "application/x-www-form-urlencoded"


#: members(
def members(text):
    """The top-level members of a JSON object: strings decoded, other values as in the body but without white space.

    The sender signs them as JavaScript writes them, so the body must be the output of JSON.stringify.
    """
    try:
        is_object = isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise ValueError("The body is not a JSON object")
    depth, name, value, found = 0, None, "", {}
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', text):
        depth -= token in "]}"
        if depth == 1 and token in ",:" or depth == 0 and token == "}":
            if token == ":":
                name, value = json.loads(value), ""
            elif name is not None:
                found[name] = json.loads(value) if value.startswith('"') else value
                name, value = None, ""
        elif depth:
            value += token
        depth += token in "[{"
    return list(found.items())


#: signature_base(
def signature_base(described, components, method, url, headers):
    """The signature base of a description (RFC 9421, section 2.5).

    None if it omits a required component or has one that this code does not support.
    """
    scheme, authority, path, query = re.match(r"([^:/?#]+)://([^/?#]*)([^?#]*)(\?[^#]*)?", url).groups(default="")
    known = {
        "@method": method,
        "@target-uri": url,
        "@scheme": scheme.lower(),
        "@authority": authority.lower().removesuffix(":443" if scheme.lower() == "https" else ":80"),
        "@request-target": (path or "/") + query,
        "@path": path or "/",
        "@query": query or "?",
    }
    names = described[1:described.index(")")].split()
    if not set(components.split()) <= set(names):
        return None
    base = ""
    for name in names:
        bare = name[1:-1]
        value = known.get(bare) or headers.get(bare)
        if name != f'"{bare}"' or value is None:
            return None
        base += f"{name}: {value.strip()}\n"
    return f'{base}"@signature-params": {described}'


#: is_digest(
def is_digest(value, body):
    """Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it."""
    hashes = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
    given = [(hashes[name], text) for name, text in dictionary(value).items() if name in hashes]
    return bool(given) and all(base64.b64encode(own(body).digest()).decode() == text for own, text in given)


#: dictionary(
def dictionary(field):
    """The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters."""
    member = r'([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))'
    return {name: (octets or text).strip() for name, octets, text in re.findall(member, field)}
