// Wrong: adds the transit times up in 64 bits, which is not enough for some thousand times of some decades.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"sort"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n int
	fmt.Fscan(in, &n)
	var names []string
	streams := map[string][]int{}
	for ; n > 0; n-- {
		var name string
		var sent, received int
		fmt.Fscan(in, &name, &sent, &received)
		if streams[name] == nil {
			names = append(names, name)
		}
		streams[name] = append(streams[name], received-sent)
	}
	for _, name := range names {
		transits := streams[name]
		jitter, sum := 0.0, 0
		for i, transit := range transits {
			sum += transit
			if i > 0 {
				jitter += (math.Abs(float64(transit-transits[i-1])) - jitter) / 16
			}
		}
		sort.Ints(transits)
		rank := 0.95 * float64(len(transits)-1)
		below, above := transits[int(rank)], transits[int(math.Ceil(rank))]
		p95 := float64(below) + (rank-math.Floor(rank))*float64(above-below)
		fmt.Fprintf(out, "%s %.6f %.6f %.6f\n", name, jitter, float64(sum)/float64(len(transits)), p95)
	}
}
