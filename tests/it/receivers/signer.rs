//! Signatures of private keys, which Signpost cannot make: Node makes them.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use data_encoding::BASE64;
use signature::{Algorithm, KeyText, Kind, key};

struct Signer {
    child: Child,
    answers: BufReader<ChildStdout>,
}

static SIGNER: Mutex<Option<Signer>> = Mutex::new(None);

/// A public key: for Ed25519 its 32 bytes, else a SubjectPublicKeyInfo.
pub fn public_key(kind: Kind, right: bool) -> Vec<u8> {
    ask(&line(kind, right))
}

/// The signature of a message, over its hash but for Ed25519.
pub fn sign(kind: Kind, algorithm: Algorithm, right: bool, message: &[u8]) -> Vec<u8> {
    let hash = algorithm.name().replace('-', "").to_ascii_lowercase();
    ask(&[
        &line(kind, right),
        "\t",
        &BASE64.encode(message),
        "\t",
        &hash,
    ]
    .concat())
}

fn line(kind: Kind, right: bool) -> String {
    let which = if right { "right" } else { "wrong" };
    [kind.name(), "\t", which].concat()
}

fn ask(line: &str) -> Vec<u8> {
    let mut signer = SIGNER.lock().expect("nobody panics while asking");
    let signer = signer.get_or_insert_with(start);
    let mut input = signer.child.stdin.as_ref().expect("its input");
    writeln!(input, "{line}").expect("it reads");
    let mut answer = String::new();
    signer.answers.read_line(&mut answer).expect("it answers");
    key::decode(answer.trim_end(), KeyText::Base64).expect("base64")
}

fn start() -> Signer {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("receivers");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut child = Command::new("node")
        .arg("-e")
        .arg(include_str!("signer.js"))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node, which the tests of the page need too");
    let answers = BufReader::new(child.stdout.take().expect("its output"));
    Signer { child, answers }
}
