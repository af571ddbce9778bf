<?php
// Verifies what is signed as {{title}} does: {{summary}}.
// Needs {{needs}}. Its own test: php receiver.php
declare(strict_types=1);

// Throws unless the request is genuine; answer 401 then.
{{about}}
function verify({{parameters}}): void
{
    {{verify}}
}

{{functions}}

// This very request as a test.
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    {{constants}}
    {{headers}}
    {{body}}
    {{now}}
    verify({{arguments}});
    {{refused}}
    echo "ok\n";
}
