# expect: MLE
def attack():
    kept = [b"x" * (1 << 20) for _ in range(256)]
    print("right" if len(kept) == 256 else "")
