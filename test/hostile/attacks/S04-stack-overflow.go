// expect: RTE | MLE
package main

//go:noinline
func deeper(n int) int {
	if n < 0 {
		return 0
	}
	return deeper(n+1) + 1
}

func attack() {
	deeper(0)
}
