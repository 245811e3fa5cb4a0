// expect: OLE stdout
package main

import (
	"bytes"
	"os"
)

func attack() {
	os.Stdout.Write(bytes.Repeat([]byte("x"), 64<<20))
}
