package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// need says that service a needs service b.
type need struct{ a, b int }

// planWaves returns the earliest wave of each service (index 0 is unused), 0 for those that can never start,
// and the number of waves.
func planWaves(n int, needs []need) (waves []int, count int) {
	dependents := make([][]int, n+1)
	missing := make([]int, n+1) // how many of its needs are not started yet
	for _, need := range needs {
		dependents[need.b] = append(dependents[need.b], need.a)
		missing[need.a]++
	}

	var wave []int
	for service := 1; service <= n; service++ {
		if missing[service] == 0 {
			wave = append(wave, service)
		}
	}
	waves = make([]int, n+1)
	for len(wave) > 0 {
		count++
		var following []int
		for _, service := range wave {
			waves[service] = count
			for _, dependent := range dependents[service] {
				if missing[dependent]--; missing[dependent] == 0 {
					following = append(following, dependent)
				}
			}
		}
		wave = following
	}
	return waves, count
}

// findCycle returns a cycle among the services that can never start, each of which needs another one of them;
// nil if there is none.
func findCycle(waves []int, needs []need) []int {
	blocker := make([]int, len(waves))
	service := 0
	for _, need := range needs {
		if waves[need.a] == 0 && waves[need.b] == 0 {
			blocker[need.a] = need.b
			service = need.a
		}
	}
	if service == 0 {
		return nil
	}
	var path []int
	position := make([]int, len(waves)) // on the path, from 1
	for ; position[service] == 0; service = blocker[service] {
		path = append(path, service)
		position[service] = len(path)
	}
	return path[position[service]-1:]
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n, m int
	fmt.Fscan(in, &n, &m)
	needs := make([]need, m)
	for i := range needs {
		fmt.Fscan(in, &needs[i].a, &needs[i].b)
	}
	waves, count := planWaves(n, needs)
	numbers := waves[1:]
	if cycle := findCycle(waves, needs); cycle != nil {
		fmt.Fprintln(out, "cycle", len(cycle))
		numbers = cycle
	} else {
		fmt.Fprintln(out, "plan", count)
	}
	fmt.Fprintln(out, strings.Trim(fmt.Sprint(numbers), "[]"))
}
