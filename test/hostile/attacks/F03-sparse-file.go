// expect: RTE | OLE file
package main

import "os"

func attack() {
	file, _ := os.Create("/tmp/sparse")
	if err := file.Truncate(1 << 50); err != nil {
		panic(err)
	}
}
