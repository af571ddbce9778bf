//! How each language's program is found, built and fed.
//!
//! One process does for all schemes where the language lets files with the
//! same names stand beside each other. A case goes in as a line, scheme and
//! arguments in base64; an answer comes out as a line.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use data_encoding::BASE64;
use receiver::Language;

use super::cases::{Argument, Case};

/// A scheme's code and what it is tried with.
pub struct Run {
    /// A name for a file, a package and a module.
    pub name: String,
    pub file: &'static str,
    pub text: String,
    pub cases: Vec<Case>,
}

/// The program that a language needs, if it is there.
pub fn program(language: Language) -> Option<String> {
    let (names, version): (&[&str], &str) = match language {
        Language::Node => (&["node"], "--version"),
        Language::Python => (&["python3"], "--version"),
        Language::Go => (&["go"], "version"),
        Language::Rust => (&["cargo"], "--version"),
        Language::Php => (&["php"], "--version"),
        Language::Ruby => (&["ruby"], "--version"),
        Language::Java => (&["javac"], "--version"),
        Language::CSharp => (&["mcs"], "--version"),
    };
    let runs = |name: &&&str| {
        let mut command = Command::new(name);
        let quiet = command
            .arg(version)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    };
    // Mono's compiler does not run what it makes.
    let runtime = language == Language::CSharp;
    if runtime && !runs(&&"mono") {
        return None;
    }
    names.iter().find(runs).map(|name| (*name).to_owned())
}

/// Packages that are looked for once.
#[derive(Default)]
pub struct Lacking {
    found: Vec<(&'static str, bool)>,
}

impl Lacking {
    /// The package that a program uses and this machine has not, by its name in Debian.
    pub fn of(&mut self, language: Language, program: &str, text: &str) -> Option<&'static str> {
        let (mark, package) = match language {
            Language::Python => ("from cryptography", "python3-cryptography"),
            Language::Php => ("sodium_crypto", "php-cli with sodium"),
            Language::Java => ("com.fasterxml.jackson", "libjackson2-databind-java"),
            _ => return None,
        };
        if !text.contains(mark) {
            return None;
        }
        let known = self.found.iter().find(|(name, _)| *name == package);
        let there = known.map(|known| known.1).unwrap_or_else(|| {
            let runs = |arguments: &[&str]| {
                let mut command = Command::new(program);
                let quiet = command
                    .args(arguments)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                quiet.status().is_ok_and(|status| status.success())
            };
            match language {
                Language::Python => runs(&["-c", "import cryptography"]),
                Language::Php => runs(&["-r", "exit(extension_loaded('sodium') ? 0 : 1);"]),
                _ => JACKSON.split(':').all(|file| Path::new(file).exists()),
            }
        });
        self.found.push((package, there));
        (!there).then_some(package)
    }
}

/// The answers to all cases, in order; the test in each file is run first.
pub fn run(language: Language, program: &str, runs: &[Run]) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("receivers")
        .join(language.id());
    fs::create_dir_all(&folder).expect("a folder");
    match language {
        Language::Node => interpreted(&folder, program, "js", include_str!("driver.js"), runs),
        Language::Python => interpreted(&folder, program, "py", include_str!("driver.py"), runs),
        Language::Ruby => interpreted(&folder, program, "rb", include_str!("driver.rb"), runs),
        Language::Php => interpreted(&folder, program, "php", include_str!("driver.php"), runs),
        Language::Go => go(&folder, program, runs),
        Language::Rust => rust(&folder, program, runs),
        Language::Java => java(&folder, program, runs),
        Language::CSharp => csharp(&folder, program, runs),
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    // An unchanged file keeps its time, so that nothing is built anew.
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("a file");
}

/// Runs a program to its end; what it prints.
fn output(command: &mut Command, input: &str) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let mut stdin = child.stdin.take().expect("its input");
    let input = input.to_owned();
    // Written beside, since a program that answers early would else wait for us, and we for it.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("its output");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?}\n{said}\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
    writer.join().expect("a thread").expect("its input is read");
    String::from_utf8(output.stdout).expect("text")
}

/// The test in a scheme's code, then its cases, a line each: scheme, then each argument with the letter of its kind.
fn lines(runs: &[Run]) -> String {
    let mut lines = String::new();
    for run in runs {
        lines += &[&run.name, "\ttest\n"].concat();
        for case in &run.cases {
            lines += &run.name;
            for argument in &case.arguments {
                lines += &match argument {
                    Argument::Text(text) => ["\tt", &BASE64.encode(text.as_bytes())].concat(),
                    Argument::Body(bytes) => ["\tb", &BASE64.encode(bytes)].concat(),
                    Argument::Now(now) => ["\tn", &now.to_string()].concat(),
                    Argument::Headers(headers) => {
                        let line =
                            |(name, value): &(String, String)| [name, "\t", value, "\n"].concat();
                        let all: String = headers.iter().map(line).collect();
                        ["\th", &BASE64.encode(all.as_bytes())].concat()
                    }
                };
            }
            lines.push('\n');
        }
    }
    lines
}

/// The answers of a driver that runs the tests in the files too: each prints `ok` before its scheme's cases.
fn answers(printed: &str, runs: &[Run]) -> Vec<String> {
    let mut answers = Vec::new();
    let mut printed = printed.lines().map(str::to_owned);
    for run in runs {
        assert_eq!(
            printed.next().as_deref(),
            Some("ok"),
            "the test in {}",
            run.name
        );
        answers.extend(printed.by_ref().take(run.cases.len()));
    }
    answers.extend(printed);
    answers
}

/// The files as they are, loaded by a driver that runs the test in each first.
fn interpreted(
    folder: &Path,
    program: &str,
    ending: &str,
    driver: &str,
    runs: &[Run],
) -> Vec<String> {
    let name = ["driver.", ending].concat();
    write(&folder.join(&name), driver);
    for run in runs {
        let file = [&run.name, ".", ending].concat();
        write(&folder.join(&file), &run.text);
    }
    // PHP cannot load two files with the same function.
    let at_once = if ending == "php" { 1 } else { runs.len() };
    let drive = |runs: &[Run]| {
        let mut command = Command::new(program);
        let printed = output(command.arg(&name).current_dir(folder), &lines(runs));
        answers(&printed, runs)
    };
    runs.chunks(at_once.max(1)).flat_map(drive).collect()
}

/// A call of `verify` in a language where types are known before: each argument read by its kind.
fn call(run: &Run, read: &dyn Fn(&str, usize) -> String) -> String {
    let arguments = run
        .cases
        .first()
        .map(|case| case.arguments.as_slice())
        .unwrap_or_default();
    let one = |(at, argument): (usize, &Argument)| match argument {
        Argument::Text(_) => read("text", at + 1),
        Argument::Headers(_) => read("headers", at + 1),
        Argument::Body(_) => read("bytes", at + 1),
        Argument::Now(_) => read("now", at + 1),
    };
    arguments
        .iter()
        .enumerate()
        .map(one)
        .collect::<Vec<_>>()
        .join(", ")
}

fn go(folder: &Path, program: &str, runs: &[Run]) -> Vec<String> {
    let mut imports = String::new();
    let mut arms = String::new();
    for run in runs {
        let name = &run.name;
        // A program of its own in each file becomes a package of one program.
        let text = run
            .text
            .replacen("package main", &format!("package {name}"), 1);
        let text = text.replacen("func main() {", "func Main() {", 1);
        write(&folder.join(name).join(run.file), &text);
        imports += &format!("\t\"receivers/{name}\"\n");
        let call = call(run, &|kind, at| format!("{kind}(f[{at}])"));
        arms += &format!(
            "\tcase \"{name}\":\n\t\tif f[1] == \"test\" {{\n\t\t\t{name}.Main()\n\t\t\treturn errTest\n\t\t}}\n\t\treturn {name}.Verify({call})\n"
        );
    }
    let driver = include_str!("driver.go.txt")
        .replace("//IMPORTS", &imports)
        .replace("//ARMS", &arms);
    write(&folder.join("main.go"), &driver);
    write(&folder.join("go.mod"), "module receivers\n\ngo 1.19\n");
    output(
        Command::new(program)
            .args(["vet", "./..."])
            .current_dir(folder),
        "",
    );
    let badly = output(
        Command::new("gofmt").args(["-l", "."]).current_dir(folder),
        "",
    );
    // The driver's imports are sorted by nobody; of one scheme alone they are by chance.
    let badly = badly.replace("main.go\n", "");
    assert_eq!(badly, "", "gofmt writes these otherwise");
    output(
        Command::new(program)
            .args(["build", "-o", "driver", "."])
            .current_dir(folder),
        "",
    );
    answers(
        &output(&mut Command::new(folder.join("driver")), &lines(runs)),
        runs,
    )
}

fn rust(folder: &Path, program: &str, runs: &[Run]) -> Vec<String> {
    let mut modules = String::new();
    let mut arms = String::new();
    for run in runs {
        let name = &run.name;
        let text = run.text.replacen("\nfn main() {", "\npub fn main() {", 1);
        write(&folder.join("src").join(format!("{name}.rs")), &text);
        modules += &format!("mod {name};\n");
        let call = call(run, &|kind, at| {
            format!("&{kind}(f[{at}])").replace("&now", "now")
        });
        arms += &format!(
            "        \"{name}\" if f[1] == \"test\" => {{\n            {name}::main();\n            None\n        }}\n        \"{name}\" => Some({name}::verify({call})),\n"
        );
    }
    let driver = include_str!("driver.rs.txt")
        .replace("//MODULES", &modules)
        .replace("//ARMS", &arms);
    write(&folder.join("src/main.rs"), &driver);
    let manifest = "[package]\nname = \"receivers\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[profile.dev]\ndebug = 0\n\n[dependencies]\nbase64 = \"0.22\"\nchrono = { version = \"0.4\", default-features = false }\ndigest = \"0.11\"\ned25519-dalek = \"2\"\nform_urlencoded = \"1\"\nhex = \"0.4\"\nhmac = \"0.13\"\np256 = \"0.13\"\nregex = \"1\"\nrsa = { version = \"0.9\", features = [\"sha2\"] }\nrsa_sha1 = { package = \"sha1\", version = \"0.10\", features = [\"oid\"] }\nsha1 = \"0.11\"\nsha2 = \"0.11\"\nserde_json = { version = \"1\", features = [\"raw_value\"] }\nsubtle = \"2\"\n";
    write(&folder.join("Cargo.toml"), manifest);
    let target = folder.join("target");
    let mut build = Command::new(program);
    build
        .args(["build", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", "-Dwarnings");
    output(&mut build, "");
    answers(
        &output(
            &mut Command::new(target.join("debug/receivers")),
            &lines(runs),
        ),
        runs,
    )
}

/// Where Debian has Jackson.
const JACKSON: &str = "/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-core.jar:/usr/share/java/jackson-annotations.jar";

fn java(folder: &Path, program: &str, runs: &[Run]) -> Vec<String> {
    let mut arms = String::new();
    let mut compile = Command::new(program);
    compile
        .args(["-cp", JACKSON, "-d", "classes", "Driver.java"])
        .current_dir(folder);
    for run in runs {
        let name = &run.name;
        let text = format!("package {name};\n{}", run.text);
        write(&folder.join(name).join(run.file), &text);
        compile.arg(format!("{name}/{}", run.file));
        let call = call(run, &|kind, at| format!("{kind}(f[{at}])"));
        arms += &format!(
            "            case \"{name}\":\n                if (f[1].equals(\"test\")) {{\n                    {name}.Receiver.main(f);\n                    return false;\n                }}\n                {name}.Receiver.verify({call});\n                return true;\n"
        );
    }
    write(
        &folder.join("Driver.java"),
        &include_str!("driver.java.txt").replace("//ARMS", &arms),
    );
    output(&mut compile, "");
    let mut java = Command::new("java");
    let classes = ["classes:", JACKSON].concat();
    java.args(["-cp", &classes, "Driver"]).current_dir(folder);
    answers(&output(&mut java, &lines(runs)), runs)
}

/// Mono compiles and runs it, with its own libraries and nothing else.
fn csharp(folder: &Path, program: &str, runs: &[Run]) -> Vec<String> {
    let mut arms = String::new();
    let mut compile = Command::new(program);
    compile
        .args(["-nologo", "-out:driver.exe", "-main:Driver", "Driver.cs"])
        .current_dir(folder);
    for run in runs {
        let name = &run.name;
        let file = format!("{name}.cs");
        let text = format!("namespace {name}\n{{\n{}\n}}\n", run.text);
        write(&folder.join(&file), &text);
        compile.arg(&file);
        let call = call(run, &|kind, at| {
            let (first, rest) = kind.split_at(1);
            format!("{}{rest}(f[{at}])", first.to_ascii_uppercase())
        });
        arms += &format!(
            "            case \"{name}\":\n                if (f[1] == \"test\")\n                {{\n                    {name}.Receiver.Main();\n                    return false;\n                }}\n                {name}.Receiver.Verify({call});\n                return true;\n"
        );
    }
    write(
        &folder.join("Driver.cs"),
        &include_str!("driver.cs.txt").replace("//ARMS", &arms),
    );
    output(&mut compile, "");
    let mut driver = Command::new("mono");
    driver.arg("driver.exe").current_dir(folder);
    answers(&output(&mut driver, &lines(runs)), runs)
}
