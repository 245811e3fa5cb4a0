# expect: MLE; replaced; memory: 32 MiB
def attack():
    """Where a box has less memory than /tmp may hold, files alone fill it: what is left for the supervisor?"""
    for count in range(1000):
        with open(f"/tmp/{count}", "wb") as file:
            file.write(bytes(1 << 20))
