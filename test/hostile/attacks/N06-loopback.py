# expect: AC
import socket
import threading


def serve(listener):
    peer, _ = listener.accept()
    peer.sendall(peer.recv(100)[::-1])
    peer.close()


def attack():
    """Servers and clients of one program may talk to each other; the ports are free for the next run, at once."""
    heard = []
    for port in range(8080, 8090):
        listener = socket.socket()
        listener.bind(("127.0.0.1", port))
        listener.listen()
        threading.Thread(target=serve, args=(listener,)).start()
        client = socket.create_connection(("localhost", port))
        client.sendall(b"thgir")
        heard.append(client.recv(100))
    print("right" if set(heard) == {b"right"} else heard)
