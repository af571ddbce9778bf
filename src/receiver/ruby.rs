//! Receiver code for Ruby.

use super::syntax::{Import, Syntax};
use super::text::Quotes;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Ruby,
    comment: "#",
    sigil: "",
    program: r#"# frozen_string_literal: true

# Verifies what is signed as @1 does: @2.
# Needs @3. Its own test: ruby receiver.rb
@5

# The request is not genuine; answer 401.
class Refused < StandardError; end

# Raises Refused unless the request is genuine.
@6
def verify(@7)
  @8
end
@9
"#,
    test: r#"# This very request as a test.
if __FILE__ == $PROGRAM_NAME
  @1
  headers = {
    @2
  }
  body = @3
  @4
  verify(@5)
  @6
  puts("ok")
end"#,
    platform: "Ruby 2.7 or newer",
    packages: &[],
    imports: &[
        Import::of("require \"@1\"", &[("json", "JSON.")]),
        Import::of("require \"@1\"", &[("openssl", "OpenSSL")]),
        Import::of("require \"@1\"", &[("uri", "URI.")]),
    ],
    helpers: HELPERS,
    parameters: ["@1", "@1", "@1", "@1 = Time.now.to_i"],
    about: "#   @1: @2",
    said: [
        "request.headers in Rails, or a hash with names in lower case",
        "the raw bytes, before any parser: request.raw_post in Rails, request.body.read in Sinatra",
        "seconds since 1970; the clock's when left out",
    ],
    read: "@1 = headers[@2].to_s",
    refuse: "raise Refused, @2 if @1",
    demand: "raise Refused, @2 unless @1",
    empty: "@1.empty?",
    unset_secret: "@1.to_s.empty?",
    or: " || ",
    declare: "@1 = @2",
    list: "@1.split(@2).map(&:strip).each do |part|\n  @3\n  end\nend",
    several: "signatures = [] # Several while a secret is being replaced.",
    unset: "@1 = ''",
    none: "signatures.empty?",
    push: "signatures << @1",
    assign: "@1 = @2",
    element: "if @1\n  @2",
    otherwise: "\nels",
    taken: "raise Refused, @2 unless @1\n@3 = @4",
    fits: [
        "!@1.empty?",
        "@1.start_with?(@2)",
        "@1.end_with?(@3)",
        "@1.start_with?(@2) && @1.end_with?(@3)",
    ],
    cuts: [
        "@1",
        "@1.delete_prefix(@2)",
        "@1.delete_suffix(@3)",
        "@1.delete_prefix(@2).delete_suffix(@3)",
    ],
    length: |text| text.chars().count(),
    json: "data = begin\n  JSON.parse(body)\nrescue JSON::ParserError\n  raise Refused, @1\nend",
    member: "member(data, @1)",
    step: ["@1", ", "],
    carried: "url.split(/[?&]/).include?(@1 + @2)",
    age: "raise Refused, @1 unless timestamp.match?(/\\A\\d{1,15}\\z/)\nage = now - timestamp.to_i@2",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["@1", "@1"],
    concat: ["[", ", ", "].map(&:b).join"],
    binary: [
        "[@1].pack('H*')",
        "@1.unpack1('m')",
        "@1.tr('-_', '+/').unpack1('m')",
    ],
    texts: [
        "@1.hexdigest",
        "[@1.digest].pack('m0')",
        "[@1.digest].pack('m0').tr('+/', '-_').delete('=')",
    ],
    decoded: "@1 = @2",
    key: "key = @1",
    unprefixed: "@1.delete_prefix(@2)",
    message: ["message = @1", "message"],
    hashes: ["'SHA1'", "'SHA256'", "'SHA384'", "'SHA512'"],
    mac: ["", "OpenSSL::HMAC.new(key, @1).update(@2)"],
    hash: "OpenSSL::Digest.new(@1).update(body)",
    expected: "expected = @1",
    shared: "expected = secret",
    equals: "==",
    compare: [
        "raise Refused, @1 unless OpenSSL.secure_compare(signature, expected)",
        "raise Refused, @1 unless signatures.any? { |signature| OpenSSL.secure_compare(signature, expected) }",
    ],
    prove: [
        "raise Refused, @1 unless signed?(@2, @3, signature)",
        "raise Refused, @1 unless signatures.any? { |signature| signed?(@2, @3, signature) }",
    ],
    signed: [
        r#"
# Whether the signature is that of the message by the private key of this public one.
def signed?(key, message, signature)
  # OpenSSL takes the 32 bytes within a SubjectPublicKeyInfo (RFC 8410).
  public_key = OpenSSL::PKey.read(['302a300506032b6570032100'].pack('H*') + @1)
  public_key.verify(nil, @2, message)
rescue OpenSSL::PKey::PKeyError
  false
end
"#,
        OTHERS,
        OTHERS,
    ],
    undigested: "headers['content-digest'] && !digest?(headers['content-digest'], body)",
    described: r#"signatures = dictionary(given)
dictionary(inputs).each do |label, described|
  lines = signature_base(described, components, method, url, headers)
  next if lines.nil?
  @2
  next unless OpenSSL.secure_compare(signatures[label].to_s, expected)
  expires = described[/;expires=(\d+)/, 1]
  raise Refused, @3 if expires && now > expires.to_i
  return
end
raise Refused, @1"#,
    path: "target.partition('?').first",
    query: "target.partition('?').last",
    header: "headers[@1].to_s",
    header_lines: "header_lines(headers, @1)",
    fields: "fields(target, @4, body, @1, @2, @3)",
    form: "form(body, @1, @2)",
    unescape: "unescape(url, @1)",
    sent: "@1 => @2,",
    body: ["@1", "@1.unpack1('m')"],
    now: "now = @1 # When it came.",
    altered: "body + ' '",
    refused: [
        "begin\n  verify(@1)\n  abort('An altered body was accepted')\nrescue Refused => e\n  raise unless e.message.include?('@2')\nend",
        "",
    ],
};

const OTHERS: &str = r#"
# Whether the signature is that of the message by the private key of this public one.
def signed?(key, message, signature)
  OpenSSL::PKey.read(@1).verify(@3, @2, message)
rescue OpenSSL::PKey::PKeyError
  false
end
"#;

const HELPERS: &[(&str, &str)] = &[
    (
        "form(",
        r#"
# The fields of a form in order of name and value, decoded, doubles once.
def form(body, equals, between)
  pairs = body.dup.force_encoding('UTF-8').split('&').reject(&:empty?)
  fields = URI.decode_www_form(pairs.join('&'))
  fields.uniq.sort.map { |name, value| name + equals + value }.join(between)
end
"#,
    ),
    (
        "unescape(",
        r#"
# Decodes the escapes of these characters and leaves all others.
def unescape(text, characters)
  text.gsub(/%\h\h/) do |escape|
    code = escape[1..].hex
    code < 128 && characters.include?(code.chr) ? code.chr : escape
  end
end
"#,
    ),
    (
        "member(",
        r#"
# A member of the JSON as text; nothing for null and for what is not there.
# Numbers are written anew: one with a fraction or of more than 15 digits may not match.
def member(value, *path)
  path.each do |step|
    value = value.is_a?(step.is_a?(Integer) ? Array : Hash) ? value[step] : nil
  end
  value.is_a?(String) ? value : value.nil? ? '' : value.to_json
end
"#,
    ),
    (
        "header_lines(",
        r##"
# A line for each header field of such a name, or, before a *, of a name that starts so.
def header_lines(headers, *wanted)
  found = headers.map { |name, value| [name.downcase, value.tr("\t", ' ').strip] }
  found = found.select { |name, _| wanted.any? { |w| w.end_with?('*') ? name.start_with?(w.chop) : name == w } }
  found.sort.map { |name, value| "#{name}:#{value}\n" }.join
end
"##,
    ),
    (
        "fields(",
        r#"
# The top-level members of a JSON body, the fields of a form, or else the query's, by name.
def fields(target, type, body, first, equals, between)
  body = body.dup.force_encoding('UTF-8')
  is_form = type.split(';').first.to_s.strip.downcase == 'application/x-www-form-urlencoded'
  text = body.empty? ? target.partition('?').last : body
  found = body.empty? || is_form ? URI.decode_www_form(text) : members(body)
  found = found.each_with_index.sort_by { |(name, _), at| [name.b, at] }.map(&:first)
  found.empty? ? '' : first + found.map { |name, value| name + equals + value }.join(between)
end
"#,
    ),
    (
        "members(",
        r#"
# The top-level members of JSON: texts bare, all else as it stands in the body without white space.
# The sender signs them as JavaScript writes them, and so has to have written the body by JSON.stringify.
def members(text)
  begin
    JSON.parse(text)
  rescue JSON::ParserError
    raise Refused, 'The body is no JSON'
  end
  depth = 0
  name = nil
  value = +''
  found = {}
  text.scan(/"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+/) do |token|
    depth -= 1 if [']', '}'].include?(token)
    if depth == 1 && token == ':'
      name = JSON.parse("[#{value}]").first
      value = +''
    elsif depth == 1 && token == ',' || depth.zero? && token == '}'
      found[name] = value.start_with?('"') ? JSON.parse("[#{value}]").first : value if name
      name = nil
      value = +''
    elsif depth.positive?
      value << token
    end
    depth += 1 if ['[', '{'].include?(token)
  end
  found.to_a
end
"#,
    ),
    (
        "signature_base(",
        r##"
# The signature base of a description (RFC 9421, section 2.5); nil when it leaves out what has to be signed,
# or has components that this code does not know.
def signature_base(described, components, method, url, headers)
  scheme, authority, path, query = url.match(%r{\A([^:/?#]+)://([^/?#]*)([^?#]*)(\?[^#]*)?}).captures.map(&:to_s)
  path = '/' if path.empty?
  known = {
    '@method' => method,
    '@target-uri' => url,
    '@scheme' => scheme.downcase,
    '@authority' => authority.downcase.delete_suffix(scheme.downcase == 'https' ? ':443' : ':80'),
    '@request-target' => path + query,
    '@path' => path,
    '@query' => query.empty? ? '?' : query
  }
  names = described[1...described.index(')')].split
  return nil unless (components.split - names).empty?
  base = names.map do |name|
    bare = name[1..-2].to_s
    value = known[bare] || headers[bare]
    return nil if name != "\"#{bare}\"" || value.nil?
    "#{name}: #{value.strip}\n"
  end
  "#{base.join}\"@signature-params\": #{described}"
end
"##,
    ),
    (
        "digest?(",
        r#"
# Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here.
def digest?(value, body)
  hashes = { 'sha-256' => 'SHA256', 'sha-512' => 'SHA512' }
  given = dictionary(value).select { |name, _| hashes.key?(name) }
  given.any? && given.all? { |name, text| [OpenSSL::Digest.digest(hashes[name], body)].pack('m0') == text }
end
"#,
    ),
    (
        "dictionary(",
        r#"
# The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
def dictionary(field)
  member = %r{([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))}
  field.scan(member).to_h { |name, bytes, list| [name, (bytes || list).strip] }
end
"#,
    ),
];
