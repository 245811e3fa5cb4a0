// expect: AC
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

func attack() {
	names := os.Environ()
	for i, variable := range names {
		names[i], _, _ = strings.Cut(variable, "=")
	}
	sort.Strings(names)
	if strings.Join(names, " ") == "GOMAXPROCS HOME LANG PATH" {
		fmt.Println("right")
	} else {
		fmt.Println(names)
	}
}
