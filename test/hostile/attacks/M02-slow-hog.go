// expect: MLE
package main

import (
	"bytes"
	"time"
)

func attack() {
	var kept [][]byte
	for {
		kept = append(kept, bytes.Repeat([]byte("x"), 2<<20))
		time.Sleep(10 * time.Millisecond)
	}
}
