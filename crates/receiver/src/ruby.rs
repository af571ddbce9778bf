//! Receiver code for Ruby.

mod helpers;

use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

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
  @2
  @3
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
        Import::of("require \"@1\"", &[("time", "Time.iso8601(")]),
        Import::of("require \"@1\"", &[("uri", "URI.")]),
        Import::of("require \"@1\"", &[("zlib", "Zlib.")]),
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
    dated: "age = begin\n  raise ArgumentError unless timestamp.match?(/\\A\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)\\z/)\n  now - Time.iso8601(timestamp).to_i\nrescue ArgumentError\n  raise Refused, @1\nend",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["@1", "@1"],
    concat: ["[", ", ", "].map(&:b).join"],
    binary: [
        "[@1].pack('H*')",
        "@1.unpack1('m')",
        "@1.tr('-_', '+/').unpack1('m')",
    ],
    unspaced: "@1.gsub(/\\s/, '')",
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
    hashed: "OpenSSL::Digest.new(@1).update(key).update(@2)",
    hash: "OpenSSL::Digest.new(@1).update(body)",
    crc32: "Zlib.crc32(body).to_s",
    alike: "alike?(data, @1)",
    json_lines: "json_lines(data, @1)",
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
    signed: r#"
# Whether the signature is that of the message by the private key of this public one.
def signed?(key, message, signature)
  @1
rescue OpenSSL::PKey::PKeyError
  false
end
"#,
    proofs: [
        r#"# OpenSSL takes the 32 bytes within a SubjectPublicKeyInfo (RFC 8410).
public_key = OpenSSL::PKey.read(['302a300506032b6570032100'].pack('H*') + @1)
public_key.verify(nil, @2, message)"#,
        "OpenSSL::PKey.read(@1).verify(@3, @2, message)",
        "OpenSSL::PKey.read(@1).verify(@3, @2, message)",
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
    no_members: "",
    form: "form(body, @1, @2)",
    either: ["form?(@1)", "(form?(@1) ? @2 : '')"],
    unescape: "unescape(url, @1)",
    headers: "headers = {\n  @1\n}",
    sent: "@1 => @2,",
    body: ["body = @1", "body = @1.unpack1('m')"],
    now: "now = @1 # When it came.",
    altered: "body + ' '",
    refused: [
        "begin\n  verify(@1)\n  abort('An altered body was accepted')\nrescue Refused => e\n  raise unless e.message.include?('@2')\nend",
        "",
    ],
};
