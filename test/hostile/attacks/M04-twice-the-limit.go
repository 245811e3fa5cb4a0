// expect: MLE
package main

import (
	"bytes"
	"fmt"
)

func attack() {
	var kept [][]byte
	for i := 0; i < 256; i++ {
		kept = append(kept, bytes.Repeat([]byte("x"), 1<<20))
	}
	fmt.Println("right", len(kept))
}
