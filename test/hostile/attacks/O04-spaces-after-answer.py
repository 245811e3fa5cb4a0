# expect: OLE stdout
def attack():
    print("right")
    print(" " * (10 << 20))
