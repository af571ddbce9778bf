# Functions beside `verify`. See ../README.md.

#: signed?(
# Returns whether the private key of this public key signed the message.
def signed?(key, message, signature)
  {{proof}}
rescue OpenSSL::PKey::PKeyError
  false
end

#: form(
# The decoded fields of a form, sorted by name and value, without duplicates.
def form(body, equals, between)
  pairs = body.dup.force_encoding('UTF-8').split('&').reject(&:empty?)
  fields = pairs.map { |pair| [*pair.split('=', 2), ''].first(2).map { |text| URI.decode_www_form_component(text) } }
  fields.uniq.sort.map { |name, value| name + equals + value }.join(between)
rescue ArgumentError
  raise Refused, 'The body is not a form'
end

#: unescape(
# Decodes the percent-escapes of these characters and no others.
def unescape(text, characters)
  text.gsub(/%\h\h/) do |escape|
    code = escape[1..].hex
    code < 128 && characters.include?(code.chr) ? code.chr : escape
  end
end

#: json_lines(
# The name and value, each on a line, of those members that are present and not null.
def json_lines(json, *names)
  there = names.select { |name| json.is_a?(Hash) && !json[name].nil? }
  there.map { |name| name + "\n" + member(json, name) + "\n" }.join
end

#: alike?(
# Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one.
def alike?(json, *names)
  json.is_a?(Hash) && json.keys.any? { |name| names.any? { |one| name != one && name.scrub.casecmp?(one) } }
end

#: member(
# A member of the JSON as text; empty if it is null or missing.
# Numbers are formatted again, so one with a fraction or more than 15 digits may not match.
def member(value, *path)
  path.each do |step|
    value = value.is_a?(step.is_a?(Integer) ? Array : Hash) ? value[step] : nil
  end
  value.is_a?(String) ? value : value.nil? ? '' : value.to_json
rescue JSON::GeneratorError
  raise Refused, 'The body has a number that is too large'
end

#: header_lines(
# A line for each header field with one of these names, or with a name that begins with the text before a *.
def header_lines(headers, *wanted)
  found = headers.map { |name, value| [name.downcase, value.tr("\t", ' ').strip] }
  found = found.select { |name, _| wanted.any? { |w| w.end_with?('*') ? name.start_with?(w.chop) : name == w } }
  found.sort.map { |name, value| "#{name}:#{value}\n" }.join
end

#: fields(
# The top-level members of a JSON body, or the fields of a form or of the query, sorted by name.
def fields(target, type, body, first, equals, between)
  body = body.dup.force_encoding('UTF-8')
  text = body.empty? ? target.partition('?').last : body
  found = body.empty? || form?(type) ? URI.decode_www_form(text) : members(body)
  found = found.each_with_index.sort_by { |(name, _), at| [name.b, at] }.map(&:first)
  found.empty? ? '' : first + found.map { |name, value| name + equals + value }.join(between)
end

#: form?(
# Returns whether a body of this media type is a form.
def form?(type)
  type.split(';').first.to_s.strip.downcase == 'application/x-www-form-urlencoded'
end

#: members(
# The top-level members of a JSON object: strings decoded, other values as in the body but without white space.
# The sender signs them as JavaScript writes them, so the body must be the output of JSON.stringify.
def members(text)
  object = begin
    JSON.parse(text)
  rescue JSON::ParserError
    nil
  end
  raise Refused, 'The body is not a JSON object' unless object.is_a?(Hash) && text.valid_encoding?
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
# The signature base of a description (RFC 9421, section 2.5); nil if it omits a required component
# or has one that this code does not support.
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
# Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
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
