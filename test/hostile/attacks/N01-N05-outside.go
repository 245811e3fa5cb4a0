// expect: AC
package main

import (
	"fmt"
	"net"
	"net/http"
	"time"
)

func attack() {
	begin := time.Now()
	for _, host := range []string{"1.1.1.1", "169.254.169.254", "172.17.0.1", "[2606:4700::1111]", "[fd00:ec2::254]", "[fe80::1%lo]"} {
		for _, port := range []string{"53", "80", "2375"} {
			if _, err := net.DialTimeout("tcp", host+":"+port, 200*time.Millisecond); err == nil {
				fmt.Println(host, port)
			}
			if connection, err := net.Dial("udp", host+":"+port); err == nil {
				if _, err := connection.Write([]byte("spam")); err == nil {
					fmt.Println(host, port, "udp")
				}
			}
		}
	}
	for _, name := range []string{"example.com", "host.docker.internal", "metadata.google.internal"} {
		if addresses, err := net.LookupHost(name); err == nil {
			fmt.Println(name, addresses)
		}
	}
	if _, err := http.Get("http://169.254.169.254/latest/meta-data/"); err == nil {
		fmt.Println("metadata")
	}
	if took := time.Since(begin); took < time.Second {
		fmt.Println("right")
	} else {
		fmt.Println(took)
	}
}
