import os


def line():
    text = b""
    while not text.endswith(b"\n"):
        text += os.read(0, 1)
    return text.decode().strip()


def honest(rounds):
    x = 1
    for _ in range(rounds):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
    with open("/tmp/note", "x") as note:
        note.write(str(x))
    print(open("/tmp/note").read())


mode = line()
if mode == "attack":
    import attack

    attack.attack()
elif mode == "probe":
    os.execv("/bin/sh", ["sh", "/box/probe"])
else:
    honest(int(line()))
