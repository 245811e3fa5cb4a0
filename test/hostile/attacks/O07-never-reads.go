// expect: AC; input: 32 MiB
package main

import "fmt"

func attack() {
	fmt.Println("right")
}
