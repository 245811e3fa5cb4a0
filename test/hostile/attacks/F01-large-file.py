# expect: RTE | OLE file
def attack():
    with open("/tmp/large", "wb") as file:
        for _ in range(218):
            file.write(bytes(1 << 20))
