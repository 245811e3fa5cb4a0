package main

import (
	"bufio"
	"fmt"
	"os"
)

type channel struct {
	expected int64
	waiting  map[int64]bool
}

// receive takes an arrival in and returns what to say about it.
func (c *channel) receive(number int64) string {
	switch {
	case number < c.expected || c.waiting[number]:
		return "drop"
	case number > c.expected:
		c.waiting[number] = true
		return "hold"
	}
	c.expected++
	for c.waiting[c.expected] {
		delete(c.waiting, c.expected)
		c.expected++
	}
	return fmt.Sprint("deliver ", number, " ", c.expected-1)
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var channelCount, arrivalCount int
	fmt.Fscan(in, &channelCount, &arrivalCount)
	channels := make(map[string]*channel, channelCount)
	for i := 0; i < channelCount; i++ {
		var name string
		c := &channel{waiting: map[int64]bool{}}
		fmt.Fscan(in, &name, &c.expected)
		channels[name] = c
	}
	for i := 0; i < arrivalCount; i++ {
		var name string
		var number int64
		fmt.Fscan(in, &name, &number)
		fmt.Fprintln(out, channels[name].receive(number))
	}
	waiting := 0
	for _, c := range channels {
		waiting += len(c.waiting)
	}
	fmt.Fprintln(out, "waiting", waiting)
}
