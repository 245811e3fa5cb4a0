"""Compiles every .py file named, without running any of it. Exit status 1 and the error when one has a fault."""

import sys


def fault(path):
    name = path.rpartition("/")[2]
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        import traceback  # Only here: it takes longer than all the rest.

        text = "".join(traceback.format_exception_only(error)).strip("\n")
        return text if getattr(error, "lineno", None) is not None else f"{name}: {text}"
    return None


faults = list(filter(None, (fault(path) for path in sys.argv[1:] if path.endswith(".py"))))
for text in faults:
    print(text, file=sys.stderr)
sys.exit(1 if faults else 0)
