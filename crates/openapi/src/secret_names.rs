//! Names of members and parameters whose values are secrets, for documents that do not
//! use `format: password`.
//!
//! A name is split into words (`userToken`, `user_token` and `user-token` have the same
//! two). The last word decides, so that `token_type`, `secret_name` and
//! `passwordResetUrl` are not secrets. Only texts count: the caller leaves out numbers,
//! booleans and objects.

/// Words that name a secret when they come last. A compound that is often written as one
/// word (`apikey`, `clientsecret`) is listed as such.
const SECRETS: [&str; 44] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "apisecret",
    "apitoken",
    "appsecret",
    "authorization",
    "appkey",
    "authtoken",
    "bearer",
    "bearertoken",
    "bottoken",
    "clientsecret",
    "connectionstring",
    "consumerkey",
    "credential",
    "credentials",
    "dsn",
    "enckey",
    "encryptionkey",
    "idtoken",
    "jwt",
    "otp",
    "pass",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pin",
    "privatekey",
    "pwd",
    "refreshtoken",
    "secret",
    "secretkey",
    "sessiontoken",
    "sharedsecret",
    "signaturekey",
    "signingkey",
    "signingsecret",
    "subscriptionkey",
    "token",
    "usertoken",
    "webhooksecret",
    "webhooktoken",
];

/// Words that make a following `key` a secret: `sort_key`, `public_key` and
/// `idempotency_key` are not.
const KEYS: [&str; 20] = [
    "access",
    "account",
    "api",
    "app",
    "auth",
    "consumer",
    "decryption",
    "enc",
    "encryption",
    "hmac",
    "integration",
    "license",
    "master",
    "private",
    "secret",
    "shared",
    "signature",
    "signing",
    "subscription",
    "webhook",
];

/// Words that make a following token, secret or password harmless: it is a position in a
/// list, is public, or only shows whether there is one.
const HARMLESS: [&str; 16] = [
    "client",
    "continuation",
    "cursor",
    "delta",
    "has",
    "idempotency",
    "is",
    "next",
    "no",
    "page",
    "pagination",
    "public",
    "publishable",
    "resume",
    "search",
    "sync",
];

/// Words after a secret's name that do not change its meaning: `password_confirmation`,
/// `password2`, `private_key_pem`, `hmac_secret_base64`.
const TAILS: [&str; 10] = [
    "again",
    "base",
    "confirm",
    "confirmation",
    "json",
    "pem",
    "repeat",
    "text",
    "value",
    "verify",
];

/// Returns whether a text with this name counts as a secret.
pub fn is_secret(name: &str) -> bool {
    let words = words(name);
    let is_tail =
        |word: &&String| TAILS.contains(&word.as_str()) || word.chars().all(|c| c.is_ascii_digit());
    let tails = words.iter().rev().take_while(is_tail).count();
    let mut words = words[..words.len() - tails]
        .iter()
        .rev()
        .map(String::as_str);
    let (last, before) = (words.next(), words.next().unwrap_or_default());
    let joined = [before, last.unwrap_or_default()].concat();
    match last {
        // `passPhrase` and `connection_string` are two words for an entry that is listed as one.
        Some(last) if last != joined && SECRETS.contains(&&*joined) => true,
        // A short word is often part of another name: `pin_text`, `otp2`.
        Some("pass" | "pin" | "otp") if tails > 0 => false,
        Some("key") => KEYS.contains(&before),
        Some("token") => !HARMLESS.contains(&before),
        // A client token identifies repeated requests; a client secret is a secret.
        Some(word) => {
            SECRETS.contains(&word) && (before == "client" || !HARMLESS.contains(&before))
        }
        None => false,
    }
}

/// Returns whether the items of a list with this name count as secrets: `api_keys`, `password`.
pub fn are_secrets(name: &str) -> bool {
    is_secret(name) || name.strip_suffix(['s', 'S']).is_some_and(is_secret)
}

/// The words of a name in lower case; a run of capitals is one word (`APIKey`).
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let all: Vec<char> = name.chars().collect();
    for (i, c) in all.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| all.get(i));
        let after = all.get(i + 1);
        let starts = match before {
            Some(before) if c.is_uppercase() => {
                before.is_lowercase()
                    || before.is_numeric()
                    || before.is_uppercase() && after.is_some_and(|a| a.is_lowercase())
            }
            Some(before) => c.is_numeric() != before.is_numeric(),
            None => false,
        };
        if starts || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_known_however_they_are_written() {
        for name in [
            "token",
            "access_token",
            "refresh_token",
            "refreshToken",
            "id_token",
            "user_token",
            "user-token",
            "api_key",
            "apikey",
            "apiKey",
            "APIKey",
            "X-Api-Key",
            "X-API-KEY",
            "secret",
            "Secret",
            "client_secret",
            "clientSecret",
            "CLIENT_SECRET",
            "clientsecret",
            "password",
            "Password",
            "new_password",
            "password_confirmation",
            "confirmPassword",
            "password2",
            "passwd",
            "passphrase",
            "private_key",
            "privateKey",
            "secretKey",
            "aws_secret_access_key",
            "signing_key",
            "authorization",
            "Authorization",
            "credential",
            "credentials",
            "webhookSecret",
            "token_value",
            "verification_token",
            "OAuthToken",
            "X-Auth-Token",
            "db.password",
            "passPhrase",
            "subscription_key",
            "Ocp-Apim-Subscription-Key",
            "consumer_key",
            "encryption_key",
            "encryptionkey",
            "signature_key",
            "enc_key",
            "appkey",
            "private_key_pem",
            "secret_text",
            "hmac_secret_base64",
            "credentials_json",
            "bearer",
            "pass",
            "db_pass",
            "pin",
            "card_pin",
            "otp",
            "connection_string",
            "connectionString",
            "dsn",
        ] {
            assert!(is_secret(name), "{name}");
        }
    }

    #[test]
    fn names_that_only_contain_such_a_word_are_not_secrets() {
        for name in [
            "next_page_token",
            "nextPageToken",
            "page_token",
            "sync_token",
            "token_type",
            "tokenType",
            "tokens_used",
            "max_tokens",
            "secret_name",
            "secretId",
            "password_policy",
            "passwordResetUrl",
            "idempotency_key",
            "public_key",
            "publicKey",
            "sort_key",
            "key",
            "keys",
            "primary_key",
            "partition_key",
            "foreign_key",
            "public_key_pem",
            "pass_through",
            "pin_code",
            "pin_text",
            "otp2",
            "text",
            "json",
            "base64",
            "pem",
            "string",
            "client_token",
            "public_token",
            "has_password",
            "is_secret",
            "password_hint",
            "secretary",
            "tokenize",
            "compass",
            "monkey",
            "keyword",
            "authorization_url",
            "credential_id",
            "api_key_id",
            "token_expires_at",
            "",
            "_",
            "2",
            "value",
            "confirmation",
            "名前",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn items_of_a_list_are_secrets_by_the_name_of_one() {
        for name in [
            "api_keys",
            "passwords",
            "secrets",
            "accessTokens",
            "password",
        ] {
            assert!(are_secrets(name), "{name}");
        }
        for name in ["keys", "names", "s", "", "public_keys", "address"] {
            assert!(!are_secrets(name), "{name}");
        }
    }
}
