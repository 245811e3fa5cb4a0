// expect: RTE exit:2
package main

import (
	"fmt"
	"os"
)

func attack() {
	for i := 0; i < 1_000_000; i++ {
		if err := os.Symlink("/etc/shadow", fmt.Sprint("/tmp/", i)); err != nil {
			panic(err)
		}
	}
}
