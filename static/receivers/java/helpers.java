// Functions beside `verify`. See ../README.md.
class Helpers {
    //: signed(
    // Returns whether the private key of this public key signed the message.
    private static boolean signed(String key, byte[] message, String signature) throws GeneralSecurityException {
        {{proof}}
        verifier.update(message);
        try {
            return verifier.verify({{signature}});
        } catch (SignatureException | IllegalArgumentException malformed) {
            return false;
        }
    }

    //: form(
    // The decoded fields of a form, sorted by name and value, without duplicates.
    private static String form(byte[] body, String equals, String between) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (String[] field : pairs(new String(body, UTF_8))) {
            fields.put(field[0] + "\0" + field[1], field[0] + equals + field[1]);
        }
        return String.join(between, fields.values());
    }

    //: unescape(
    // Decodes the percent-escapes of these characters and no others.
    private static String unescape(String text, String characters) {
        return Pattern.compile("%([0-9A-Fa-f]{2})").matcher(text).replaceAll(escape -> {
            String character = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
            return Matcher.quoteReplacement(characters.contains(character) ? character : escape.group());
        });
    }

    //: crc32(
    private static String crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toString(crc.getValue());
    }

    //: jsonLines(
    // The name and value, each on a line, of those members that are present and not null.
    private static String jsonLines(JsonNode json, String... names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            if (json.hasNonNull(name)) {
                lines.append(name).append('\n').append(member(json, "/" + name.replace("~", "~0").replace("/", "~1"))).append('\n');
            }
        }
        return lines.toString();
    }

    //: alike(
    // Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one.
    private static boolean alike(JsonNode json, String... names) {
        for (Iterator<String> all = json.fieldNames(); all.hasNext(); ) {
            String name = all.next();
            for (String one : names) {
                if (!name.equals(one) && name.equalsIgnoreCase(one)) {
                    return true;
                }
            }
        }
        return false;
    }

    //: member(
    // A member of the JSON as text; empty if it is null or missing.
    // Numbers are formatted again, so one with a fraction or more than 15 digits may not match.
    private static String member(JsonNode json, String pointer) {
        JsonNode value = json.at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    //: headerLines(
    // A line for each header field with one of these names, or with a name that begins with the text before a *.
    private static String headerLines(Map<String, String> headers, String... wanted) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(headers).forEach((name, value) -> {
            for (String one : wanted) {
                if (name.equals(one) || one.endsWith("*") && name.startsWith(one.substring(0, one.length() - 1))) {
                    lines.append(name).append(':').append(value.replace('\t', ' ').trim()).append('\n');
                    break;
                }
            }
        });
        return lines.toString();
    }

    //: fields(
    // The top-level members of a JSON body, or the fields of a form or of the query, sorted by name.
    private static String fields(String target, String type, byte[] body, String first, String equals, String between)
            throws SignatureException {
        String text = body.length == 0 ? (target + "?").split("\\?", 3)[1] : new String(body, UTF_8);
        List<String[]> found = body.length == 0 || isForm(type) ? pairs(text) : members(text);
        found.sort((a, b) -> Arrays.compareUnsigned(a[0].getBytes(UTF_8), b[0].getBytes(UTF_8)));
        StringJoiner fields = new StringJoiner(between, first, "").setEmptyValue("");
        found.forEach(field -> fields.add(field[0] + equals + field[1]));
        return fields.toString();
    }

    //: isForm(
    // Returns whether a body of this media type is a form.
    private static boolean isForm(String type) {
        return type.split(";")[0].trim().equalsIgnoreCase("application/x-www-form-urlencoded");
    }

    //: members(
    // The top-level members of a JSON object: strings decoded, other values as in the body but without white space.
    // The sender signs them as JavaScript writes them, so the body must be the output of JSON.stringify.
    private static List<String[]> members(String text) throws SignatureException {
        List<String[]> found = new ArrayList<>();
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.isObject()) {
                throw new SignatureException("The body is not a JSON object");
            }
            int depth = 0;
            String name = null;
            StringBuilder value = new StringBuilder();
            Matcher tokens = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[{}\\[\\]:,]|[^\\s{}\\[\\]:,\"]+").matcher(text);
            while (tokens.find()) {
                String token = tokens.group();
                depth -= "]}".contains(token) ? 1 : 0;
                if (depth == 1 && token.equals(":")) {
                    name = JSON.readTree(value.toString()).textValue();
                    value.setLength(0);
                } else if (depth == 1 && token.equals(",") || depth == 0 && token.equals("}")) {
                    if (name != null) {
                        JsonNode read = JSON.readTree(value.toString());
                        found.add(new String[] {name, read.isTextual() ? read.textValue() : value.toString()});
                    }
                    name = null;
                    value.setLength(0);
                } else if (depth > 0) {
                    value.append(token);
                }
                depth += "[{".contains(token) ? 1 : 0;
            }
        } catch (IOException error) {
            throw new SignatureException("The body is not a JSON object");
        }
        return found;
    }

    //: JSON.
    // By default, Jackson ignores text after the JSON.
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    //: pairs(
    // The decoded names and values of a form.
    private static List<String[]> pairs(String form) {
        List<String[]> pairs = new ArrayList<>();
        for (String field : form.split("&")) {
            if (!field.isEmpty()) {
                int at = field.contains("=") ? field.indexOf('=') : field.length();
                String value = field.substring(Math.min(at + 1, field.length()));
                pairs.add(new String[] {URLDecoder.decode(field.substring(0, at), UTF_8), URLDecoder.decode(value, UTF_8)});
            }
        }
        return pairs;
    }

    //: concat(
    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    //: signatureBase(
    // The signature base of a description (RFC 9421, section 2.5); null if it omits a required component
    // or has one that this code does not support.
    private static String signatureBase(
            String described, String components, String method, String url, Map<String, String> headers) {
        Matcher parts = Pattern.compile("([^:/?#]+)://([^/?#]*)([^?#]*)(\\?[^#]*)?.*").matcher(url);
        if (!parts.matches()) {
            return null;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String path = parts.group(3).isEmpty() ? "/" : parts.group(3);
        String query = parts.group(4) == null ? "" : parts.group(4);
        String port = scheme.equals("https") ? ":443$" : ":80$";
        Map<String, String> known = new HashMap<>(headers);
        known.put("@method", method);
        known.put("@target-uri", url);
        known.put("@scheme", scheme);
        known.put("@authority", parts.group(2).toLowerCase(Locale.ROOT).replaceFirst(port, ""));
        known.put("@request-target", path + query);
        known.put("@path", path);
        known.put("@query", query.isEmpty() ? "?" : query);
        List<String> names = List.of(described.substring(1, described.indexOf(')')).trim().split(" +"));
        if (!components.isBlank() && !names.containsAll(List.of(components.trim().split(" +")))) {
            return null;
        }
        StringBuilder base = new StringBuilder();
        for (String name : names) {
            String bare = name.replace("\"", "");
            if (!name.equals("\"" + bare + "\"") || !known.containsKey(bare)) {
                return null;
            }
            base.append(name).append(": ").append(known.get(bare).trim()).append('\n');
        }
        return base + "\"@signature-params\": " + described;
    }

    //: isDigest(
    // Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
    private static boolean isDigest(String value, byte[] body) throws GeneralSecurityException {
        boolean any = false;
        Map<String, String> given = dictionary(value);
        for (String name : List.of("sha-256", "sha-512")) {
            byte[] own = MessageDigest.getInstance(name.toUpperCase(Locale.ROOT)).digest(body);
            if (given.containsKey(name) && !given.get(name).equals(Base64.getEncoder().encodeToString(own))) {
                return false;
            }
            any |= given.containsKey(name);
        }
        return any;
    }

    //: dictionary(
    // The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
    private static Map<String, String> dictionary(String field) {
        String list = "\\([^()]*\\)(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*\")*";
        Matcher found = Pattern.compile("([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(" + list + "))").matcher(field);
        Map<String, String> members = new LinkedHashMap<>();
        while (found.find()) {
            members.put(found.group(1), found.group(2) == null ? found.group(3).trim() : found.group(2));
        }
        return members;
    }

    //: end
}
