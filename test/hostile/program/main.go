package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

func line() string {
	text := ""
	b := make([]byte, 1)
	for !strings.HasSuffix(text, "\n") {
		os.Stdin.Read(b)
		text += string(b)
	}
	return strings.TrimSpace(text)
}

func honest(rounds int) {
	x := uint32(1)
	for i := 0; i < rounds; i++ {
		x = (x*1103515245 + 12345) & 0x7fffffff
	}
	note, err := os.OpenFile("/tmp/note", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(note, x)
	text, _ := os.ReadFile("/tmp/note")
	fmt.Print(string(text))
}

func main() {
	switch mode := line(); mode {
	case "attack":
		attack()
	case "probe":
		panic(syscall.Exec("/bin/sh", []string{"sh", "/box/probe"}, os.Environ()))
	default:
		rounds, _ := strconv.Atoi(line())
		honest(rounds)
	}
}
