"""Feeds receivers with cases, a line each."""
import base64
import importlib
import runpy
import sys


def argument(field):
    kind, text = field[0], field[1:]
    if kind == "n":
        return int(text)
    value = base64.b64decode(text)
    if kind == "b":
        return value
    value = value.decode()
    return value if kind == "t" else dict(line.split("\t") for line in value.split("\n") if line)


sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    name, *fields = line.rstrip("\n").split("\t")
    if fields == ["test"]:
        runpy.run_path(f"{name}.py", run_name="__main__")
        continue
    try:
        importlib.import_module(name).verify(*map(argument, fields))
        print("ok")
    except ValueError as error:
        print("refused:", error)
    except Exception as error:
        print(type(error).__name__, error)
