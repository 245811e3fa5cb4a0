// Too slow: notes the time of each use, and looks at all entries to find the one to evict.
package main

import (
	"bufio"
	"fmt"
	"os"
)

type entry struct {
	value string
	used  int
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n, capacity, hits, misses, evictions int
	fmt.Fscan(in, &n, &capacity)
	entries := map[string]*entry{}
	for now := 0; now < n; now++ {
		var operation, key, value string
		fmt.Fscan(in, &operation, &key)
		switch operation {
		case "put":
			fmt.Fscan(in, &value)
			if capacity == 0 {
				continue
			}
			if _, stored := entries[key]; !stored && len(entries) == capacity {
				oldest, used := "", n
				for k, e := range entries {
					if e.used < used {
						oldest, used = k, e.used
					}
				}
				delete(entries, oldest)
				evictions++
			}
			entries[key] = &entry{value, now}
		case "drop":
			delete(entries, key)
		case "get":
			if e, stored := entries[key]; stored {
				hits++
				e.used = now
				fmt.Fprintln(out, e.value)
			} else {
				misses++
				fmt.Fprintln(out, "-")
			}
		}
	}
	fmt.Fprintln(out, hits, misses, evictions)
}
