package main

import (
	"bufio"
	"fmt"
	"os"
)

// route is a node of a trie; a routing table is its root.
type route struct {
	carrier string // of the prefix that leads here; empty if it is not in the table
	next    [10]*route
}

// add enters a route under r, or replaces its carrier.
func (r *route) add(prefix, carrier string) {
	for _, digit := range prefix {
		next := &r.next[digit-'0']
		if *next == nil {
			*next = &route{}
		}
		r = *next
	}
	r.carrier = carrier
}

// remove forgets the carrier of a prefix. It leaves the nodes: other routes may go through them.
func (r *route) remove(prefix string) {
	for _, digit := range prefix {
		if r = r.next[digit-'0']; r == nil {
			return
		}
	}
	r.carrier = ""
}

// find returns the carrier of the longest prefix of number.
func (r *route) find(number string) string {
	carrier := "none"
	for _, digit := range number {
		if r = r.next[digit-'0']; r == nil {
			break
		}
		if r.carrier != "" {
			carrier = r.carrier
		}
	}
	return carrier
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n int
	fmt.Fscan(in, &n)
	var table route
	for ; n > 0; n-- {
		var operation, digits, carrier string
		fmt.Fscan(in, &operation, &digits)
		switch operation {
		case "add":
			fmt.Fscan(in, &carrier)
			table.add(digits, carrier)
		case "remove":
			table.remove(digits)
		case "call":
			fmt.Fprintln(out, table.find(digits))
		}
	}
}
