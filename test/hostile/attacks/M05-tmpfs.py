# expect: RTE exit:1
def attack():
    for count in range(10):
        with open(f"/tmp/{count}", "wb") as hog:
            hog.write(bytes(30 << 20))
