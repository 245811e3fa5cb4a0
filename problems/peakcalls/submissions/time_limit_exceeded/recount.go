// Too slow: counts the running calls anew for every instant at which one starts or ends.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	fmt.Fscan(in, &n)
	starts, ends := make([]int, n), make([]int, n)
	for i := range starts {
		fmt.Fscan(in, &starts[i], &ends[i])
	}
	instants := append(append([]int{}, starts...), ends...)
	sort.Ints(instants)

	peak, first, total := 0, 0, 0
	for k := 0; k+1 < len(instants); k++ {
		if instants[k] == instants[k+1] {
			continue
		}
		running := 0
		for i := range starts {
			if starts[i] <= instants[k] && instants[k] < ends[i] {
				running++
			}
		}
		if running > peak {
			peak, first, total = running, instants[k], 0
		}
		if running == peak && peak > 0 {
			total += instants[k+1] - instants[k]
		}
	}
	fmt.Println(peak, first, total)
}
