// Verifies what is signed as {{title}} does: {{summary}}.
// Needs {{needs}}. Its own test: node receiver.js
"use strict";
{{imports}}

// Throws unless the request is genuine; answer 401 then. Call it before anything reads the body.
{{about}}
function verify({{parameters}}) {
  {{verify}}
}

{{functions}}

module.exports = { verify };

// This very request as a test.
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
