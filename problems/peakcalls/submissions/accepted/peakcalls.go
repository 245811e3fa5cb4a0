package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
)

// change says that at an instant the number of running calls grows or shrinks by one.
type change struct {
	instant int64
	delta   int
}

// busiest returns the peak, when it was first reached, and for how long in total it lasted.
func busiest(changes []change) (peak int, first, total int64) {
	sort.Slice(changes, func(i, j int) bool { return changes[i].instant < changes[j].instant })
	running := 0
	for i, c := range changes {
		running += c.delta
		if i+1 == len(changes) || changes[i+1].instant == c.instant {
			continue // more changes at this instant, or none ever again
		}
		if running > peak {
			peak, first, total = running, c.instant, 0
		}
		if running == peak && peak > 0 {
			total += changes[i+1].instant - c.instant
		}
	}
	return peak, first, total
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	fmt.Fscan(in, &n)
	changes := make([]change, 0, 2*n)
	for i := 0; i < n; i++ {
		var start, end int64
		fmt.Fscan(in, &start, &end)
		changes = append(changes, change{start, 1}, change{end, -1})
	}
	fmt.Println(busiest(changes))
}
