# Statements of `verify` and of its test. See ../README.md.

#: refuse
raise Refused, {{message}} if {{when}}

#: demand
raise Refused, {{message}} unless {{when}}

#: read
{{variable}} = headers[{{key}}].to_s

#: declare
{{name}} = {{text}}

#: take
raise Refused, {{message}} unless {{fits}}
{{name}} = {{value}}

#: signatures
signatures = [] # There are several while a secret is being replaced.

#: unset
{{name}} = ''

#: list
{{field}}.split({{separator}}).map(&:strip).each do |part|
  {{elements}}
  end
end

#: element
if {{fits}}
  {{take}}

#: otherwise
{{a}}
els{{b}}

#: json
data = begin
  JSON.parse(body)
rescue JSON::ParserError
  raise Refused, {{message}}
end

#: age
raise Refused, {{message}} unless timestamp.match?(/\A\d{1,15}\z/)
age = now - {{sent}}

#: age.date
age = begin
  raise ArgumentError unless timestamp.match?(/\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z/)
  now - Time.iso8601(timestamp).to_i
rescue ArgumentError
  raise Refused, {{message}}
end

#: decoded
{{name}} = {{bytes}}

#: key
key = {{bytes}}

#: message
message = {{bytes}}

#: expected
expected = {{text}}

#: expected.shared
expected = secret

#: compare
raise Refused, {{message}} unless OpenSSL.secure_compare(signature, expected)

#: compare.several
raise Refused, {{message}} unless signatures.any? { |signature| OpenSSL.secure_compare(signature, expected) }

#: prove
raise Refused, {{message}} unless signed?({{key}}, {{bytes}}, signature)

#: prove.several
raise Refused, {{message}} unless signatures.any? { |signature| signed?({{key}}, {{bytes}}, signature) }

#: proof.ed25519
# OpenSSL requires the 32 bytes in a SubjectPublicKeyInfo (RFC 8410).
public_key = OpenSSL::PKey.read(['302a300506032b6570032100'].pack('H*') + {{key}})
public_key.verify(nil, {{signature}}, message)

#: proof.ecdsa proof.rsa
OpenSSL::PKey.read({{key}}).verify({{hash}}, {{signature}}, message)

#: described
signatures = dictionary(given)
dictionary(inputs).each do |label, described|
  lines = signature_base(described, components, method, url, headers)
  next if lines.nil?
  {{expected}}
  next unless OpenSSL.secure_compare(signatures[label].to_s, expected)
  expires = described[/;expires=(\d+)/, 1]
  raise Refused, {{expired}} if expires && now > expires.to_i
  return
end
raise Refused, {{message}}

#: test.headers
headers = {
  {{fields}}
}

#: test.header
{{name}} => {{value}},

#: test.body
body = {{text}}

#: test.body.base64
body = {{text}}.unpack1('m')

#: test.now
now = {{now}} # The time of arrival.

#: test.refused
begin
  verify({{arguments}})
  abort('An altered body was accepted')
rescue Refused => e
  raise unless e.message.include?('{{words}}')
end
