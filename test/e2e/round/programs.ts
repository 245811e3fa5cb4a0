/** The problem of the round, and what the people in it write. */

export const statement = `# Longest climb

A walker notes the height at every step. Print the length of the longest climb: neighbours of which each is **higher** than the one before.

The first line has the number of notes, the second line the notes.
`;

/** Right, and right again in another language. */
export const accepted = `import sys


def longest_climb(heights):
    best = 0
    current = 0
    before = None
    for height in heights:
        if before is not None and height > before:
            current += 1
        else:
            current = 1
        if current > best:
            best = current
        before = height
    return best


def main():
    lines = sys.stdin.read().split()
    count = int(lines[0])
    heights = [int(word) for word in lines[1:count + 1]]
    print(longest_climb(heights))


main()
`;

export const acceptedNode = `const [count, ...heights] = require('fs').readFileSync(0, 'utf8').trim().split(/\\s+/).map(Number);
let best = 0, current = 0;
for (let at = 0; at < count; at++) {
  current = at > 0 && heights[at] > heights[at - 1] ? current + 1 : 1;
  best = Math.max(best, current);
}
console.log(best);
`;

/** Declared as too weak: it prints the number of notes. */
export const wrong = 'print(int(input()))\n';

/** The accepted one with other names, other spaces and a comment: what is copied. */
export const copied = accepted
  .replaceAll('longest_climb', 'solve')
  .replaceAll('heights', 'data')
  .replaceAll('height', 'x')
  .replaceAll('current', 'run')
  .replaceAll('before', 'last')
  .replaceAll('best', 'answer')
  .replace('def main', '# my own work\ndef main');

/** Takes equal neighbours for a climb: no case of the first version tells. */
export const loose = `values = list(map(int, open(0).read().split()))[1:]
longest = length = 1
for left, right in zip(values, values[1:]):
    length = length + 1 if right >= left else 1
    longest = max(longest, length)
print(longest)
`;

/** Ada's first try: it does not look at the numbers at all. */
export const firstTry = 'print(3)\n';
