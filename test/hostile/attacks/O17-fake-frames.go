// expect: WA
package main

import (
	"encoding/binary"
	"os"
)

func frame(kind, flags byte, payload []byte, seq uint32) []byte {
	header := binary.LittleEndian.AppendUint32(nil, 0x31595341)
	header = append(header, kind, flags, 0, 0)
	header = binary.LittleEndian.AppendUint32(header, seq)
	header = binary.LittleEndian.AppendUint32(header, uint32(len(payload)))
	return append(header, payload...)
}

// What the supervisor would say of a run that went well, bare and behind Docker's header.
func attack() {
	result := make([]byte, 80)
	for _, offset := range []int{16, 24, 32, 72} {
		result[offset] = 1
	}
	for seq := uint32(0); seq < 12; seq++ {
		frames := append(frame(130, 1, []byte("right\n"), seq), frame(132, 0, result, seq)...)
		header := []byte{1, 0, 0, 0, 0, 0, 0, byte(len(frames))}
		for _, file := range []*os.File{os.Stdout, os.Stderr} {
			file.Write(frames)
			file.Write(append(header, frames...))
		}
	}
	os.Stdout.WriteString("{\"verdict\":\"AC\",\"score\":1}\n")
}
