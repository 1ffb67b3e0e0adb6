package ui

import (
	"embed"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// AssetPath is where [Assets] has to be served.
const AssetPath = "/assets/"

//go:embed all:dist
var dist embed.FS

// manifest maps plain names ("quyet.css") to those with a hash. It is empty in
// a program built without `make assets`: pages then come unstyled but usable.
var manifest = readManifest()

func readManifest() map[string]string {
	names := map[string]string{}
	b, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return names
	}
	if err := json.Unmarshal(b, &names); err != nil {
		panic("ui: the built manifest.json is broken: " + err.Error())
	}
	return names
}

// Asset returns the address of a built file by its plain name, "quyet.css",
// and "" where the program was built without it.
func Asset(name string) string {
	if hashed, ok := manifest[name]; ok {
		return AssetPath + hashed
	}
	return ""
}

// Assets serves the built files below [AssetPath]. A name holds the hash of
// its content, so browsers keep the files for ever; they get brotli or gzip
// where they take it.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), AssetPath)
		plain, err := fs.ReadFile(dist, "dist/"+name)
		if err != nil || !hashed(name) {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		if path.Ext(name) == ".woff2" {
			h.Set("Content-Type", "font/woff2") // not in every system's table
		}
		if strings.HasPrefix(name, "worker-") {
			h.Set("Service-Worker-Allowed", "/") // it answers for every page
		}
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		body := plain
		for _, twin := range []struct{ coding, ext string }{{"br", ".br"}, {"gzip", ".gz"}} {
			if !accepts(r, twin.coding) {
				continue
			}
			if b, err := fs.ReadFile(dist, "dist/"+name+twin.ext); err == nil {
				h.Set("Content-Encoding", twin.coding)
				body = b
				break
			}
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method != http.MethodHead {
			w.Write(body)
		}
	})
}

// hashed says whether name is one of the files that may be cached for ever,
// and not the manifest or a compressed twin.
func hashed(name string) bool {
	switch path.Ext(name) {
	case ".css", ".js", ".svg", ".woff2", ".png":
		return strings.Contains(name, "-")
	}
	return false
}

// accepts says whether the request takes the content coding. A coding with
// "q=0" is refused by the browser; anything else it names is taken.
func accepts(r *http.Request, coding string) bool {
	for offer := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(offer), ";")
		q := strings.TrimPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		if strings.EqualFold(strings.TrimSpace(name), coding) && strings.Trim(q, "0.") != "" || strings.EqualFold(name, coding) && params == "" {
			return true
		}
	}
	return false
}
