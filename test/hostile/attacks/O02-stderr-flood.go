// expect: OLE stderr
package main

import (
	"os"
	"strings"
)

func attack() {
	for spam := strings.Repeat("spam", 16384); ; {
		os.Stderr.WriteString(spam)
	}
}
