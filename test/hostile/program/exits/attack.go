package main

import (
	"fmt"
	"os"
	"strconv"
	"syscall"
)

func attack() {
	var how, number string
	fmt.Scan(&how, &number)
	fmt.Println("right")
	n, _ := strconv.Atoi(number)
	if how == "exit" {
		os.Exit(n)
	}
	syscall.Kill(os.Getpid(), syscall.Signal(n))
	for {
	}
}
