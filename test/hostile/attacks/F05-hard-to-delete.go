// expect: AC
package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

func attack() {
	for _, name := range []string{strings.Repeat("x", 255), "new\nline", "\xff\xfe", "-rf", " ", "*"} {
		os.Mkdir("/tmp/"+name, 0o700)
		os.WriteFile("/tmp/"+name+"/inner", nil, 0o600)
		os.Chmod("/tmp/"+name, 0)
	}
	depth := 0
	for depth < 10000 && syscall.Mkdir("d", 0o700) == nil && syscall.Chdir("d") == nil {
		depth++
	}
	if depth > 3000 {
		fmt.Println("right")
	}
}
