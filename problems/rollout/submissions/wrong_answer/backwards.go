// Wrong: prints the cycle in the order in which it goes back along the dependents, so each service is needed by the
// next one.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n, m int
	fmt.Fscan(in, &n, &m)
	needs := make([][]int, n+1)
	dependents := make([][]int, n+1)
	missing := make([]int, n+1)
	for i := 0; i < m; i++ {
		var a, b int
		fmt.Fscan(in, &a, &b)
		needs[a] = append(needs[a], b)
		dependents[b] = append(dependents[b], a)
		missing[a]++
	}
	waves := make([]int, n+1)
	var queue []int
	for service := 1; service <= n; service++ {
		if missing[service] == 0 {
			waves[service] = 1
			queue = append(queue, service)
		}
	}
	last := 1
	for i := 0; i < len(queue); i++ {
		last = waves[queue[i]]
		for _, dependent := range dependents[queue[i]] {
			if missing[dependent]--; missing[dependent] == 0 {
				waves[dependent] = last + 1
				queue = append(queue, dependent)
			}
		}
	}
	if len(queue) == n {
		fmt.Fprintln(out, "plan", last)
		for _, wave := range waves[1:] {
			fmt.Fprintln(out, wave)
		}
		return
	}
	service := 1
	for waves[service] > 0 {
		service++
	}
	position := map[int]int{}
	var path []int
	for {
		if at, seen := position[service]; seen {
			path = path[at:]
			break
		}
		position[service] = len(path)
		path = append(path, service)
		for _, need := range needs[service] {
			if waves[need] == 0 {
				service = need
				break
			}
		}
	}
	fmt.Fprintln(out, "cycle", len(path))
	for i := len(path) - 1; i >= 0; i-- {
		fmt.Fprintln(out, path[i])
	}
}
