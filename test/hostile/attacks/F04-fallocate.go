// expect: RTE | OLE file
package main

import (
	"fmt"
	"os"
	"syscall"
)

func attack() {
	for i := 0; i < 10; i++ {
		file, _ := os.Create(fmt.Sprint("/tmp/", i))
		if err := syscall.Fallocate(int(file.Fd()), 0, 0, 31<<20); err != nil {
			panic(err)
		}
	}
}
