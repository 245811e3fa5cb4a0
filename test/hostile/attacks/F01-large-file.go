// expect: RTE | OLE file
package main

import "os"

func attack() {
	file, _ := os.Create("/tmp/large")
	for i := 0; i < 218; i++ {
		if _, err := file.Write(make([]byte, 1<<20)); err != nil {
			panic(err)
		}
	}
}
