// Wrong: removing a route cuts the whole branch off, with all the longer prefixes on it.
package main

import (
	"bufio"
	"fmt"
	"os"
)

type node struct {
	carrier string
	next    map[rune]*node
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n int
	fmt.Fscan(in, &n)
	root := &node{next: map[rune]*node{}}
	for ; n > 0; n-- {
		var operation, digits, carrier string
		fmt.Fscan(in, &operation, &digits)
		at, found := root, "none"
		switch operation {
		case "add":
			fmt.Fscan(in, &carrier)
			for _, digit := range digits {
				if at.next[digit] == nil {
					at.next[digit] = &node{next: map[rune]*node{}}
				}
				at = at.next[digit]
			}
			at.carrier = carrier
		case "remove":
			for _, digit := range digits[:len(digits)-1] {
				if at = at.next[digit]; at == nil {
					break
				}
			}
			if at != nil {
				delete(at.next, rune(digits[len(digits)-1]))
			}
		case "call":
			for _, digit := range digits {
				if at = at.next[digit]; at == nil {
					break
				}
				if at.carrier != "" {
					found = at.carrier
				}
			}
			fmt.Fprintln(out, found)
		}
	}
}
