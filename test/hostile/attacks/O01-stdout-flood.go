// expect: OLE stdout
package main

import (
	"os"
	"strings"
)

func attack() {
	for spam := strings.Repeat("spam", 16384); ; {
		os.Stdout.WriteString(spam)
	}
}
