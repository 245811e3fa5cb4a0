// Too slow: goes through all the dependencies for each wave.
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
	a, b := make([]int, m), make([]int, m)
	for i := range a {
		fmt.Fscan(in, &a[i], &b[i])
	}
	waves := make([]int, n+1)
	wave := 0
	for started := 0; started < n; {
		wave++
		blocker := make([]int, n+1)
		for i := range a {
			if waves[b[i]] == 0 {
				blocker[a[i]] = b[i]
			}
		}
		before := started
		for service := 1; service <= n; service++ {
			if waves[service] == 0 && blocker[service] == 0 {
				waves[service] = wave
				started++
			}
		}
		if started == before {
			printCycle(out, waves, blocker)
			return
		}
	}
	fmt.Fprintln(out, "plan", wave)
	for _, wave := range waves[1:] {
		fmt.Fprintln(out, wave)
	}
}

func printCycle(out *bufio.Writer, waves, blocker []int) {
	service := 1
	for waves[service] > 0 {
		service++
	}
	for range waves { // after that many steps it is on a cycle
		service = blocker[service]
	}
	cycle := []int{service}
	for next := blocker[service]; next != service; next = blocker[next] {
		cycle = append(cycle, next)
	}
	fmt.Fprintln(out, "cycle", len(cycle))
	for _, service := range cycle {
		fmt.Fprintln(out, service)
	}
}
