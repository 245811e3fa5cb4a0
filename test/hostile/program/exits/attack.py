import os


def attack():
    how, number = input().split()
    print("right", flush=True)
    if how == "exit":
        os._exit(int(number))
    os.kill(os.getpid(), int(number))
