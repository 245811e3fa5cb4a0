// expect: RTE exit:2
package main

import (
	"fmt"
	"os"
)

func attack() {
	for i := 0; i < 10; i++ {
		if err := os.WriteFile(fmt.Sprint("/tmp/", i), make([]byte, 10<<20), 0o600); err != nil {
			panic(err)
		}
	}
}
