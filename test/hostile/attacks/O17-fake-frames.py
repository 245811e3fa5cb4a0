# expect: WA
import os
import struct


def frame(kind, flags, payload, seq):
    return struct.pack("<IBBHII", 0x31595341, kind, flags, 0, seq, len(payload)) + payload


def attack():
    """What the supervisor would say of a run that went well, in every wrapping that stands between it and the engine."""
    result = struct.pack("<iIII", 0, 0, 0, 0) + struct.pack("<QQQQQ", 1, 1, 1, 6, 0) + struct.pack("<IIIIQ", 0, 0, 0, 0, 1)
    for seq in range(12):
        frames = frame(130, 1, b"right\n", seq) + frame(132, 0, result, seq)
        for text in (frames, struct.pack(">BxxxI", 1, len(frames)) + frames, b"\0ASSAY\1\n" + frames):
            os.write(1, text)
            os.write(2, text)
    os.write(1, b'{"verdict":"AC","score":1}\nOK\n1..1\nok 1\n\x1b]0;AC\x07')
