package report

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
)

// settled writes an office file anew so that its bytes follow from its parts alone: in
// one order, without times, and not compressed, for what compresses may do it otherwise
// in another version.
func settled(content []byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, err
	}
	parts := slices.Clone(from.File)
	slices.SortFunc(parts, func(a, b *zip.File) int {
		// What the parts are comes first, as programs expect it.
		if first := "[Content_Types].xml"; (a.Name == first) != (b.Name == first) {
			if a.Name == first {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, p := range parts {
		if err := copyPart(to, p); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func copyPart(to *zip.Writer, p *zip.File) error {
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := to.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}
