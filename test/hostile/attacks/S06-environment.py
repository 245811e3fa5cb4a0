# expect: AC
import os

ALLOWED = {"PATH", "HOME", "LANG", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE"}


def attack():
    print("right" if set(os.environ) == ALLOWED else dict(os.environ))
