package app

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// pdfWithin is how long a paper may take to become a pdf.
const pdfWithin = time.Minute

// findOffice is the program that makes pdf: the one that is named, or the one on the path;
// "" where there is none.
func findOffice(named string) string {
	if named == "" {
		named = "soffice"
	}
	found, err := exec.LookPath(named)
	if err != nil {
		return ""
	}
	return found
}

// pdfs returns what makes a pdf of a docx by LibreOffice, one at a time; nil where it is
// not installed. The pdf is that of the very file: nothing is drawn twice.
func (c *Config) pdfs() func(ctx context.Context, docx []byte) ([]byte, error) {
	if c.Soffice == "" {
		return nil
	}
	one := make(chan struct{}, 1)
	return func(ctx context.Context, docx []byte) ([]byte, error) {
		ctx, cancel := context.WithTimeout(ctx, pdfWithin)
		defer cancel()
		select {
		case one <- struct{}{}:
			defer func() { <-one }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		dir, err := os.MkdirTemp("", "quyet-pdf-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		from := filepath.Join(dir, "paper.docx")
		if err := os.WriteFile(from, docx, 0o600); err != nil {
			return nil, err
		}
		// A profile of its own: nothing that somebody has set on the machine counts, and
		// nothing is left behind.
		run := exec.CommandContext(ctx, c.Soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--norestore", "--convert-to", "pdf", "--outdir", dir, from)
		run.WaitDelay = 5 * time.Second
		if said, err := run.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("make a pdf: %w: %.200s", err, said)
		}
		return os.ReadFile(filepath.Join(dir, "paper.pdf"))
	}
}
