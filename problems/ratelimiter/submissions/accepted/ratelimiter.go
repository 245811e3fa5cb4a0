package main

import (
	"bufio"
	"fmt"
	"os"
)

type limiter struct {
	limit   int
	window  int64
	allowed map[string][]int64 // client: times of its allowed requests, oldest first
}

// wait decides a request and returns how long its client has to wait: 0 if the request is allowed.
func (l *limiter) wait(now int64, client string) int64 {
	times := l.allowed[client]
	if len(times) >= l.limit {
		// The window is full exactly if the request allowed limit requests ago is still in it.
		if free := times[len(times)-l.limit] + l.window; free > now {
			return free - now
		}
	}
	l.allowed[client] = append(times, now)
	return 0
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n int
	l := limiter{allowed: map[string][]int64{}}
	fmt.Fscan(in, &n, &l.limit, &l.window)
	for ; n > 0; n-- {
		var now int64
		var client string
		fmt.Fscan(in, &now, &client)
		if wait := l.wait(now, client); wait > 0 {
			fmt.Fprintln(out, "deny", wait)
		} else {
			fmt.Fprintln(out, "allow")
		}
	}
}
