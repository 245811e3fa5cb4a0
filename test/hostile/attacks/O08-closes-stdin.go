// expect: AC; input: 4 MiB
package main

import (
	"fmt"
	"os"
	"time"
)

func attack() {
	os.Stdin.Close()
	time.Sleep(100 * time.Millisecond)
	fmt.Println("right")
}
