"""Compiles every .py file named, without running any of it. Exit status 1 and the error when one has a fault."""

import os
import sys
import traceback


def fault(path):
    name = os.path.basename(path)
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        text = "".join(traceback.format_exception_only(error)).strip()
        return text if isinstance(error, SyntaxError) else f"{name}: {text}"
    return None


faults = [text for text in map(fault, (path for path in sys.argv[1:] if path.endswith(".py"))) if text]
print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
sys.exit(1 if faults else 0)
