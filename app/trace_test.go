//go:build otel

package app_test

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	traces "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// The program sends its traces to a receiver that speaks OTLP: the request by
// its pattern, the transaction within it, and nothing of who asked for what.
func TestTraces(t *testing.T) {
	var mu sync.Mutex
	var spans []*traces.Span
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := io.Reader(r.Body)
		if r.Header.Get("Content-Encoding") == "gzip" {
			body, _ = gzip.NewReader(body)
		}
		sent, err := io.ReadAll(body)
		var all collector.ExportTraceServiceRequest
		if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(sent, &all) != nil {
			t.Errorf("%s: no traces: %v", r.URL.Path, err)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, of := range all.ResourceSpans {
			for _, in := range of.ScopeSpans {
				spans = append(spans, in.Spans...)
			}
		}
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	defer receiver.Close()

	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := ln.Addr().String()
	ln.Close()
	c := exec.Command("quyet", "serve", "--data", t.TempDir()+"/data", "--listen", at, "--traces", receiver.URL)
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for tries := 0; ; tries++ {
		r, _ := http.NewRequest(http.MethodGet, "http://"+at+"/tasks/0123456789abcdef?q=secret", http.NoBody)
		r.Header.Set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
		res, err := http.DefaultTransport.RoundTrip(r)
		if err == nil {
			res.Body.Close()
			break
		}
		if tries == 200 {
			t.Fatalf("does not answer: %v %s", err, said.String())
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.Process.Signal(os.Interrupt)
	if err := c.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	i := slices.IndexFunc(spans, func(s *traces.Span) bool { return s.Name == "GET /tasks/{id}" })
	if i < 0 {
		t.Fatalf("no span of the request in %v", spans)
	}
	request := spans[i]
	if hex.EncodeToString(request.TraceId) != "0af7651916cd43dd8448eb211c80319c" || hex.EncodeToString(request.ParentSpanId) != "b7ad6b7169203331" {
		t.Errorf("the span of the request is not part of the caller's trace: %v", request)
	}
	if !slices.ContainsFunc(spans, func(s *traces.Span) bool {
		return s.Name == "database read" && bytes.Equal(s.ParentSpanId, request.SpanId)
	}) {
		t.Errorf("no transaction within the request: %v", spans)
	}
	for _, s := range spans {
		if said := s.String(); strings.Contains(said, "secret") || strings.Contains(said, "0123456789abcdef") || strings.Contains(said, "127.0.0.1") {
			t.Errorf("a trace tells what was asked, or by whom: %s", said)
		}
	}
}
