// Verifies deliveries of the {{title}} scheme: {{summary}}.
// Needs {{needs}}. To test it: node receiver.js
"use strict";
{{imports}}

// Throws if the request is not genuine; answer it with 401. Call it before anything else reads the body.
{{about}}
function verify({{parameters}}) {
  {{verify}}
}

{{functions}}

module.exports = { verify };

// Tests the code with this request.
if (require.main === module) {
  const assert = require("node:assert");
  {{constants}}
  {{headers}}
  {{body}}
  {{now}}
  verify({{arguments}});
  {{refused}}
  console.log("ok");
}
