package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

var closer = map[byte]byte{'(': ')', '[': ']', '{': '}'}

// firstError returns "ok", or what is wrong and the column where it is.
func firstError(template string) string {
	var open []int // indices of the brackets that are open, the innermost last
	for i := 0; i < len(template); i++ {
		switch c := template[i]; c {
		case '\\':
			i++ // whatever comes next is plain text
		case '(', '[', '{':
			open = append(open, i)
		case ')', ']', '}':
			last := len(open) - 1
			if last < 0 || closer[template[open[last]]] != c {
				return fmt.Sprint("unexpected ", i+1)
			}
			open = open[:last]
		}
	}
	if len(open) > 0 {
		return fmt.Sprint("unclosed ", open[0]+1)
	}
	return "ok"
}

func main() {
	// A Reader and no Scanner: a line may be longer than a Scanner takes.
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n int
	fmt.Fscanln(in, &n)
	for ; n > 0; n-- {
		line, _ := in.ReadString('\n')
		fmt.Fprintln(out, firstError(strings.TrimSuffix(line, "\n")))
	}
}
