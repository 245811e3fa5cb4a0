// expect: AC
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
)

func attack() {
	listener, err := net.Listen("tcp", "127.0.0.1:8080")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "right") }))
	answer, err := http.Get("http://127.0.0.1:8080/")
	if err != nil {
		panic(err)
	}
	text, _ := io.ReadAll(answer.Body)
	fmt.Println(string(text))
}
