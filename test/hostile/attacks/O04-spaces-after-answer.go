// expect: OLE stdout
package main

import (
	"fmt"
	"strings"
)

func attack() {
	fmt.Println("right")
	fmt.Println(strings.Repeat(" ", 10<<20))
}
