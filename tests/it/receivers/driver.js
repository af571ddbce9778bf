// Feeds receivers with cases, a line each.
const argument = (field) => {
  const bytes = Buffer.from(field.slice(1), "base64");
  switch (field[0]) {
    case "t": return bytes.toString();
    case "b": return bytes;
    case "n": return Number(field.slice(1));
    default: return Object.fromEntries(bytes.toString().split("\n").filter(Boolean).map((line) => line.split("\t")));
  }
};
const lines = require("node:fs").readFileSync(0, "latin1").split("\n").filter(Boolean);
for (const line of lines) {
  const [name, ...fields] = line.split("\t");
  if (fields[0] === "test") {
    // As its own program.
    require("node:module")._load(`${process.cwd()}/${name}.js`, null, true);
    continue;
  }
  try {
    require(`./${name}.js`).verify(...fields.map(argument));
    console.log("ok");
  } catch (error) {
    console.log(`${error.constructor === Error ? "refused" : error.constructor.name}: ${error.message}`);
  }
}
