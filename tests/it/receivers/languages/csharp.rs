//! Receiver code in C#: compiled by Mono's compiler against Microsoft's .NET, and run by that.
//!
//! Mono only compiles, since this .NET comes without a compiler; the classes
//! that the code is compiled against and runs with are .NET's own. The two
//! things that it lacks stand in `standins.cs.txt`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use signature::{Algorithm, DigestText, hmac};

use super::{Run, answers, call, lines, output, write};

/// Where `make languages` puts .NET, if it could be had.
pub fn dotnet() -> Option<PathBuf> {
    let parts = include_bytes!("../dotnet.txt");
    let cache = env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))?;
    let hash = hmac::text(&hmac::hash(Algorithm::Sha256, parts), DigestText::Hex);
    let folder = cache
        .join("signpost")
        .join(["dotnet-", hash.get(..12)?].concat());
    folder.is_dir().then_some(folder)
}

/// The assemblies of .NET, each as an option of the compiler.
fn references(dotnet: &Path) -> Vec<String> {
    let inside = |folder: PathBuf| {
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{folder:?}: {e}"));
        entries.map(|entry| entry.expect("an entry").path())
    };
    let versions = inside(dotnet.join("dotnetcore2/bin/shared/Microsoft.NETCore.App"));
    let files = versions.flat_map(inside);
    let managed = files.filter(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("System.") && name.ends_with(".dll")
    });
    managed
        .map(|file| ["-r:", &file.to_string_lossy()].concat())
        .collect()
}

/// What .NET asks of a program: which version it wants, and to do without the data of languages, which may not be installed.
const CONFIG: &str = r#"{
  "runtimeOptions": {
    "framework": { "name": "Microsoft.NETCore.App", "version": "3.1.0" },
    "configProperties": { "System.Globalization.Invariant": true }
  }
}
"#;

/// All schemes in one program, and one run of it.
pub fn run(folder: &Path, program: &str, runs: &[Run]) -> Vec<String> {
    let dotnet = dotnet().expect("it was found before");
    let mut arms = String::new();
    let mut compile = Command::new(program);
    compile
        .args(["-nologo", "-nostdlib", "-noconfig"])
        .args(references(&dotnet))
        .args(["-out:driver.dll", "-target:exe", "-main:Driver"])
        .args(["Driver.cs", "StandIns.cs"])
        .current_dir(folder);
    for run in runs {
        let name = &run.name;
        let file = format!("{name}.cs");
        write(
            &folder.join(&file),
            &format!("namespace {name}\n{{\n{}\n}}\n", run.text),
        );
        compile.arg(&file);
        let call = call(run, &|kind, at| {
            format!("{kind}(f[{at}])", kind = capital(kind))
        });
        arms += &format!(
            "            case \"{name}\":\n                if (f[1] == \"test\")\n                {{\n                    {name}.Receiver.Main();\n                    return false;\n                }}\n                {name}.Receiver.Verify({call});\n                return true;\n"
        );
    }
    write(
        &folder.join("StandIns.cs"),
        include_str!("../standins.cs.txt"),
    );
    write(
        &folder.join("Driver.cs"),
        &include_str!("../driver.cs.txt").replace("//ARMS", &arms),
    );
    write(&folder.join("driver.runtimeconfig.json"), CONFIG);
    output(&mut compile, "");
    let mut driver = Command::new(dotnet.join("dotnetcore2/bin/dotnet"));
    driver
        .arg("driver.dll")
        .env("LD_LIBRARY_PATH", dotnet.join("psycopg2_binary.libs"))
        .current_dir(folder);
    answers(&output(&mut driver, &lines(runs)), runs)
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    [&first.to_ascii_uppercase(), rest].concat()
}
