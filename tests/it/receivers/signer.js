// Signs with private keys that are made here: a line in is kind, which key, message, hash; a line out the signature.
// A line of kind and key alone is answered with the public key.
const crypto = require("node:crypto");
const fs = require("node:fs");

const info = Buffer.from("302e020100300506032b657004220420", "hex");
const ed25519 = (byte) =>
  crypto.createPrivateKey({ key: Buffer.concat([info, Buffer.alloc(32, byte)]), format: "der", type: "pkcs8" });
const ecdsa = (byte) => {
  const ecdh = crypto.createECDH("prime256v1");
  const d = Buffer.alloc(32, byte);
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey();
  const text = (bytes) => bytes.toString("base64url");
  const key = { kty: "EC", crv: "P-256", d: text(d), x: text(point.subarray(1, 33)), y: text(point.subarray(33)) };
  return crypto.createPrivateKey({ key, format: "jwk" });
};
// Making such a key takes a while, so it is kept beside what is built.
const rsa = (name) => {
  if (!fs.existsSync(name)) {
    const { privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
    fs.writeFileSync(name, privateKey.export({ format: "pem", type: "pkcs8" }));
  }
  return crypto.createPrivateKey(fs.readFileSync(name));
};
const keys = new Map();
const key = (kind, which) => {
  const name = kind + which;
  if (!keys.has(name)) {
    keys.set(name, { ed25519, ecdsa }[kind]?.(which === "right" ? 7 : 8) ?? rsa(`${which}.key`));
  }
  return keys.get(name);
};

let rest = "";
process.stdin.setEncoding("latin1").on("data", (text) => {
  const lines = (rest + text).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    const [kind, which, message, hash] = line.split("\t");
    const found = key(kind, which);
    let bytes;
    if (message === undefined) {
      bytes = crypto.createPublicKey(found).export({ format: "der", type: "spki" });
      if (kind === "ed25519") bytes = bytes.subarray(-32);
    } else {
      bytes = crypto.sign(kind === "ed25519" ? null : hash, Buffer.from(message, "base64"), found);
    }
    process.stdout.write(bytes.toString("base64") + "\n");
  }
});
