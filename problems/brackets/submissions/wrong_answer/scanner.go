// Wrong: a Scanner gives up at a line of more than 64 KiB, and nobody asks it why it stopped.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func firstError(template string) string {
	var open []int
	for i := 0; i < len(template); i++ {
		if template[i] == '\\' {
			i++
		} else if strings.IndexByte("([{", template[i]) >= 0 {
			open = append(open, i)
		} else if kind := strings.IndexByte(")]}", template[i]); kind >= 0 {
			if len(open) == 0 || template[open[len(open)-1]] != "([{"[kind] {
				return fmt.Sprint("unexpected ", i+1)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Sprint("unclosed ", open[0]+1)
	}
	return "ok"
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in.Scan()
	for in.Scan() {
		fmt.Fprintln(out, firstError(in.Text()))
	}
}
