package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	reader := bufio.NewReader(os.Stdin)
	sum, number := 0, 0
	for {
		if _, err := fmt.Fscan(reader, &number); err != nil {
			break
		}
		sum += number
	}
	fmt.Println(sum)
}
