// Too slow: looks for the partner of every bracket by walking back over the whole template.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func firstError(template string) string {
	plain := make([]bool, len(template)) // plain text, or a bracket that has its partner
	for i := 0; i < len(template); i++ {
		switch template[i] {
		case '\\':
			plain[i] = true
			if i++; i < len(template) {
				plain[i] = true
			}
		case '(', '[', '{':
		case ')', ']', '}':
			partner := i - 1
			for partner >= 0 && plain[partner] {
				partner--
			}
			if partner < 0 || strings.IndexByte("([{", template[partner]) != strings.IndexByte(")]}", template[i]) {
				return fmt.Sprint("unexpected ", i+1)
			}
			plain[i], plain[partner] = true, true
		default:
			plain[i] = true
		}
	}
	for i := range plain {
		if !plain[i] {
			return fmt.Sprint("unclosed ", i+1)
		}
	}
	return "ok"
}

func main() {
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
