// Command quyet is the whole program: server, administration, reading of
// documents. Run it without arguments to see what it does.
package main

import (
	"os"

	"quyet/app"
)

func main() { os.Exit(app.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
