# expect: AC; input: 32 MiB
def attack():
    print("right")
