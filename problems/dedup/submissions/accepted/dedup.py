import sys


class Channel:
    def __init__(self, expected):
        self.expected = expected
        self.waiting = set()

    def receive(self, number):
        """Takes an arrival in and returns what to say about it."""
        if number < self.expected or number in self.waiting:
            return "drop"
        self.waiting.add(number)
        if number > self.expected:
            return "hold"
        while self.expected in self.waiting:
            self.waiting.remove(self.expected)
            self.expected += 1
        return f"deliver {number} {self.expected - 1}"


def main():
    channel_count, arrival_count = map(int, sys.stdin.readline().split())
    channels = {}
    for _ in range(channel_count):
        name, expected = sys.stdin.readline().split()
        channels[name] = Channel(int(expected))
    for _ in range(arrival_count):
        name, number = sys.stdin.readline().split()
        print(channels[name].receive(int(number)))
    print("waiting", sum(len(channel.waiting) for channel in channels.values()))


main()
