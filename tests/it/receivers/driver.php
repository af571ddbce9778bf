<?php
// Feeds a receiver with cases, a line each.
function argument(string $field): mixed
{
    $text = substr($field, 1);
    if ($field[0] === 'n') {
        return (int) $text;
    }
    $value = base64_decode($text);
    if ($field[0] !== 'h') {
        return $value;
    }
    $headers = [];
    foreach (array_filter(explode("\n", $value)) as $line) {
        [$name, $of] = explode("\t", $line);
        $headers[$name] = $of;
    }
    return $headers;
}

while (($line = fgets(STDIN)) !== false) {
    $fields = explode("\t", rtrim($line, "\n"));
    $file = __DIR__ . '/' . array_shift($fields) . '.php';
    if ($fields === ['test']) {
        $_SERVER['SCRIPT_FILENAME'] = $file;
        require_once $file;
        continue;
    }
    try {
        verify(...array_map('argument', $fields));
        echo "ok\n";
    } catch (RuntimeException $error) {
        echo 'refused: ', $error->getMessage(), "\n";
    } catch (Throwable $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}
