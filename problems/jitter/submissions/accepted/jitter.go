package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"sort"
)

func jitter(transits []float64) float64 {
	estimate := 0.0
	for i := 1; i < len(transits); i++ {
		estimate += (math.Abs(transits[i]-transits[i-1]) - estimate) / 16
	}
	return estimate
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, value := range values {
		sum += value
	}
	return sum / float64(len(values))
}

// percentile sorts the values.
func percentile(values []float64, share float64) float64 {
	sort.Float64s(values)
	rank := share * float64(len(values)-1)
	below := int(rank)
	if below+1 == len(values) {
		return values[below]
	}
	return values[below] + (rank-float64(below))*(values[below+1]-values[below])
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n int
	fmt.Fscan(in, &n)
	var names []string // in the order of first appearance
	streams := map[string][]float64{}
	for ; n > 0; n-- {
		var name string
		var sent, received int64
		fmt.Fscan(in, &name, &sent, &received)
		if _, known := streams[name]; !known {
			names = append(names, name)
		}
		// A transit time is below 2^53, so it is exact; a sum of them may be too large for an int64.
		streams[name] = append(streams[name], float64(received-sent))
	}
	for _, name := range names {
		transits := streams[name]
		fmt.Fprintf(out, "%s %.9f %.9f %.9f\n", name, jitter(transits), mean(transits), percentile(transits, 0.95))
	}
}
