# expect: MLE | RTE exit:1
def attack():
    print(len(b"x" * 2**33))
