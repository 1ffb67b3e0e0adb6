package app

import (
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
)

// listen opens an address, unless systemd hands the program the socket that it
// holds open for it (sd_listen_fds): there people wait, and are not refused,
// while the program is started again.
func listen(ctx context.Context, address string) (net.Listener, error) {
	const first = 3 // file descriptor
	if pid, err := strconv.Atoi(os.Getenv("LISTEN_PID")); err == nil && pid == os.Getpid() && os.Getenv("LISTEN_FDS") == "1" {
		f := os.NewFile(first, "socket of systemd")
		ln, err := net.FileListener(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("socket of systemd: %w", err)
		}
		return ln, nil
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", tCannotListen.In(ctx, address), err)
	}
	return ln, nil
}

// notify tells systemd a state (sd_notify), READY=1 or STOPPING=1. Without
// systemd it does nothing; what fails is not worth stopping for.
func notify(state string) {
	at := os.Getenv("NOTIFY_SOCKET")
	if at == "" {
		return
	}
	if c, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: at, Net: "unixgram"}); err == nil {
		defer c.Close()
		_, _ = c.Write([]byte(state))
	}
}
