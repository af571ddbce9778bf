<?php
// Verifies deliveries of the {{title}} scheme: {{summary}}.
// Needs {{needs}}. To test it: php receiver.php
declare(strict_types=1);

// Throws if the request is not genuine; answer it with 401.
{{about}}
function verify({{parameters}}): void
{
    {{verify}}
}

{{functions}}

// Tests the code with this request.
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    {{constants}}
    {{headers}}
    {{body}}
    {{now}}
    verify({{arguments}});
    {{refused}}
    echo "ok\n";
}
