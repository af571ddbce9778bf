# Functions beside `verify`. See ../README.md.

#: signed?(
# Whether the signature is that of the message by the private key of this public one.
def signed?(key, message, signature)
  {{proof}}
rescue OpenSSL::PKey::PKeyError
  false
end

#: form(
# The fields of a form in order of name and value, decoded, doubles once.
def form(body, equals, between)
  pairs = body.dup.force_encoding('UTF-8').split('&').reject(&:empty?)
  fields = pairs.map { |pair| [*pair.split('=', 2), ''].first(2).map { |text| URI.decode_www_form_component(text) } }
  fields.uniq.sort.map { |name, value| name + equals + value }.join(between)
rescue ArgumentError
  raise Refused, 'The body is no form'
end

#: unescape(
# Decodes the escapes of these characters and leaves all others.
def unescape(text, characters)
  text.gsub(/%\h\h/) do |escape|
    code = escape[1..].hex
    code < 128 && characters.include?(code.chr) ? code.chr : escape
  end
end

#: json_lines(
# Name and value, a line each, of these members that are there and not null.
def json_lines(json, *names)
  there = names.select { |name| json.is_a?(Hash) && !json[name].nil? }
  there.map { |name| name + "\n" + member(json, name) + "\n" }.join
end

#: alike?(
# Whether a member of the JSON has one of these names but for its case: Go and ASP.NET would read it for that one.
def alike?(json, *names)
  json.is_a?(Hash) && json.keys.any? { |name| names.any? { |one| name != one && name.scrub.casecmp?(one) } }
end

#: member(
# A member of the JSON as text; nothing for null and for what is not there.
# Numbers are written anew: one with a fraction or of more than 15 digits may not match.
def member(value, *path)
  path.each do |step|
    value = value.is_a?(step.is_a?(Integer) ? Array : Hash) ? value[step] : nil
  end
  value.is_a?(String) ? value : value.nil? ? '' : value.to_json
rescue JSON::GeneratorError
  raise Refused, 'The body has a number that is too large'
end

#: header_lines(
# A line for each header field of such a name, or, before a *, of a name that starts so.
def header_lines(headers, *wanted)
  found = headers.map { |name, value| [name.downcase, value.tr("\t", ' ').strip] }
  found = found.select { |name, _| wanted.any? { |w| w.end_with?('*') ? name.start_with?(w.chop) : name == w } }
  found.sort.map { |name, value| "#{name}:#{value}\n" }.join
end

#: fields(
# The top-level members of a JSON body, the fields of a form, or else the query's, by name.
def fields(target, type, body, first, equals, between)
  body = body.dup.force_encoding('UTF-8')
  text = body.empty? ? target.partition('?').last : body
  found = body.empty? || form?(type) ? URI.decode_www_form(text) : members(body)
  found = found.each_with_index.sort_by { |(name, _), at| [name.b, at] }.map(&:first)
  found.empty? ? '' : first + found.map { |name, value| name + equals + value }.join(between)
end

#: form?(
# Whether a body of this media type is a form.
def form?(type)
  type.split(';').first.to_s.strip.downcase == 'application/x-www-form-urlencoded'
end

#: members(
# The top-level members of JSON: texts bare, all else as it stands in the body without white space.
# The sender signs them as JavaScript writes them, and so has to have written the body by JSON.stringify.
def members(text)
  object = begin
    JSON.parse(text)
  rescue JSON::ParserError
    nil
  end
  raise Refused, 'The body is no JSON object' unless object.is_a?(Hash) && text.valid_encoding?
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

#: signature_base(
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

#: digest?(
# Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here.
def digest?(value, body)
  hashes = { 'sha-256' => 'SHA256', 'sha-512' => 'SHA512' }
  given = dictionary(value).select { |name, _| hashes.key?(name) }
  given.any? && given.all? { |name, text| [OpenSSL::Digest.digest(hashes[name], body)].pack('m0') == text }
end

#: dictionary(
# The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
def dictionary(field)
  member = %r{([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))}
  field.scan(member).to_h { |name, bytes, list| [name, (bytes || list).strip] }
end
