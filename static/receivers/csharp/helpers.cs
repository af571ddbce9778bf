// Functions beside `verify`. See ../README.md.
static class Helpers
{
    //: Form(
    // The decoded fields of a form, sorted by name and value, without duplicates.
    static string Form(byte[] body, string equals, string between)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Pairs(Encoding.UTF8.GetString(body)))
        {
            fields[field.Key + "\0" + field.Value] = field.Key + equals + field.Value;
        }
        return string.Join(between, fields.Values);
    }

    //: Unescape(
    // Decodes the percent-escapes of these characters and no others.
    static string Unescape(string text, string characters)
    {
        return Regex.Replace(text, "%([0-9A-Fa-f]{2})", escape =>
        {
            var character = (char)Convert.ToInt32(escape.Groups[1].Value, 16);
            return characters.IndexOf(character) >= 0 ? character.ToString() : escape.Value;
        });
    }

    //: Crc32(
    // The CRC-32 of bytes, as in zip and zlib.
    static string Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        return (~crc).ToString();
    }

    //: HeaderLines(
    // A line for each header field with one of these names, or with a name that begins with the text before a *.
    static string HeaderLines(IDictionary<string, string> headers, params string[] wanted)
    {
        Func<string, string, bool> fits = (name, one) => name == one || one.EndsWith("*") && name.StartsWith(one.TrimEnd('*'), StringComparison.Ordinal);
        var lines = headers.Select(header => new { Name = header.Key.ToLowerInvariant(), Value = header.Value.Replace('\t', ' ').Trim() })
            .Where(header => wanted.Any(one => fits(header.Name, one)))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(header => header.Name + ":" + header.Value + "\n");
        return string.Concat(lines);
    }

    //: IsForm(
    // Returns whether a body of this media type is a form.
    static bool IsForm(string type)
    {
        return type.Split(';')[0].Trim().ToLowerInvariant() == "application/x-www-form-urlencoded";
    }

    //: Pairs(
    // The decoded names and values of a form.
    static IEnumerable<KeyValuePair<string, string>> Pairs(string form)
    {
        foreach (var field in form.Split('&').Where(field => field != ""))
        {
            var pair = (field + "=").Split('=');
            var value = field.Substring(Math.Min(pair[0].Length + 1, field.Length));
            yield return new KeyValuePair<string, string>(System.Net.WebUtility.UrlDecode(pair[0]), System.Net.WebUtility.UrlDecode(value));
        }
    }

    //: FromHex(
    static byte[] FromHex(string text)
    {
        return Enumerable.Range(0, text.Length / 2).Select(at => Convert.ToByte(text.Substring(2 * at, 2), 16)).ToArray();
    }

    //: FromBase64(
    // Decodes either alphabet, with or without padding.
    static byte[] FromBase64(string text)
    {
        text = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }

    //: Concat(
    static byte[] Concat(params byte[][] parts)
    {
        return parts.SelectMany(part => part).ToArray();
    }

    //: SignatureBase(
    // The signature base of a description (RFC 9421, section 2.5); null if it omits a required component
    // or has one that this code does not support.
    static string SignatureBase(string described, string components, string method, string url, IDictionary<string, string> headers)
    {
        var parts = Regex.Match(url, "^([^:/?#]+)://([^/?#]*)([^?#]*)(\\?[^#]*)?");
        var scheme = parts.Groups[1].Value.ToLowerInvariant();
        var path = parts.Groups[3].Value == "" ? "/" : parts.Groups[3].Value;
        var query = parts.Groups[4].Value;
        var known = new Dictionary<string, string>(headers)
        {
            ["@method"] = method,
            ["@target-uri"] = url,
            ["@scheme"] = scheme,
            ["@authority"] = Regex.Replace(parts.Groups[2].Value.ToLowerInvariant(), scheme == "https" ? ":443$" : ":80$", ""),
            ["@request-target"] = path + query,
            ["@path"] = path,
            ["@query"] = query == "" ? "?" : query,
        };
        var space = new[] { ' ' };
        var names = described.Substring(1, described.IndexOf(')') - 1).Split(space, StringSplitOptions.RemoveEmptyEntries);
        if (components.Split(space, StringSplitOptions.RemoveEmptyEntries).Except(names).Any()) return null;
        var text = new StringBuilder();
        foreach (var name in names)
        {
            if (!known.TryGetValue(name.Trim('"'), out var value) || name != "\"" + name.Trim('"') + "\"") return null;
            text.Append(name + ": " + value.Trim() + "\n");
        }
        return text + "\"@signature-params\": " + described;
    }

    //: IsDigest(
    // Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
    static bool IsDigest(string value, byte[] body)
    {
        var given = Dictionary(value);
        given.TryGetValue("sha-256", out var first);
        given.TryGetValue("sha-512", out var second);
        return (first ?? second) != null
            && (first == null || first == Convert.ToBase64String(SHA256.Create().ComputeHash(body)))
            && (second == null || second == Convert.ToBase64String(SHA512.Create().ComputeHash(body)));
    }

    //: Dictionary(
    // The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
    static Dictionary<string, string> Dictionary(string field)
    {
        var list = "\\([^()]*\\)(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*\")*";
        var members = new Dictionary<string, string>();
        foreach (Match found in Regex.Matches(field, "([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(" + list + "))"))
        {
            members[found.Groups[1].Value] = found.Groups[2].Value + found.Groups[3].Value.Trim();
        }
        return members;
    }

    //: end
}
