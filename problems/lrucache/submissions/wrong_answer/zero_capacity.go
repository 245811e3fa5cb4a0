// Wrong: makes room only when the cache holds an entry, and so a cache of capacity 0 holds one.
package main

import (
	"bufio"
	"container/list"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n, capacity, hits, misses, evictions int
	fmt.Fscan(in, &n, &capacity)
	uses := list.New()
	entries := map[string]*list.Element{}
	values := map[string]string{}
	for ; n > 0; n-- {
		var operation, key, value string
		fmt.Fscan(in, &operation, &key)
		element, stored := entries[key]
		switch operation {
		case "put":
			fmt.Fscan(in, &value)
			if stored {
				uses.MoveToFront(element)
			} else {
				if oldest := uses.Back(); oldest != nil && len(entries) >= capacity {
					delete(entries, uses.Remove(oldest).(string))
					evictions++
				}
				entries[key] = uses.PushFront(key)
			}
			values[key] = value
		case "drop":
			if stored {
				uses.Remove(element)
				delete(entries, key)
			}
		case "get":
			if stored {
				hits++
				uses.MoveToFront(element)
				fmt.Fprintln(out, values[key])
			} else {
				misses++
				fmt.Fprintln(out, "-")
			}
		}
	}
	fmt.Fprintln(out, hits, misses, evictions)
}
