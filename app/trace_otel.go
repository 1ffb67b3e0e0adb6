//go:build otel

package app

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	tracing "go.opentelemetry.io/otel/trace"

	"quyet/base/fault"
	"quyet/base/outward"
	"quyet/base/text"
	"quyet/base/web"
)

var tTracesOpen = text.New(
	"--traces: “%s” phải là địa chỉ https:// (http:// chỉ dùng được trên chính máy này).",
	"--traces: “%s” must be an https:// address (http:// is for this machine only).")

// tracer is nil while no traces are sent.
var tracer atomic.Pointer[tracing.Tracer]

// startTraces sends the traces of requests and transactions to the OTLP/HTTP
// receiver at to, until stop is called. They name routes by their patterns and
// hold nothing that a person typed.
func (a *App) startTraces(ctx context.Context, to string) (stop func(), err error) {
	if to == "" {
		return func() {}, nil
	}
	if at, err := url.Parse(to); err != nil || !outward.Encrypted(at) {
		return nil, fault.New(fault.Invalid, tTracesOpen, to)
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(to+"/v1/traces"))
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(resource.NewSchemaless(
		attribute.String("service.name", "quyet"), attribute.String("service.version", Version()))))
	t := provider.Tracer("quyet")
	tracer.Store(&t)
	a.Office.DB.Observe = func(ctx context.Context, what string) (context.Context, func(error)) {
		ctx, span := t.Start(ctx, "database "+what, tracing.WithAttributes(attribute.String("db.system", a.Office.DB.Engine.String())))
		return ctx, func(err error) {
			if err != nil {
				span.SetStatus(codes.Error, "") // what went wrong stands in the log
			}
			span.End()
		}
	}
	return func() {
		tracer.Store(nil)
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := provider.Shutdown(last); err != nil {
			a.Log.WarnContext(last, "traces were not all sent", "error", err)
		}
	}, nil
}

// traceRequests returns what makes a trace of each request of a route. A
// caller that sends its own trace along (W3C traceparent) finds it there.
func traceRequests(pattern string) web.Observer {
	callers := propagation.TraceContext{}
	return func(r *http.Request) (context.Context, func(int)) {
		t := tracer.Load()
		if t == nil {
			return r.Context(), func(int) {}
		}
		ctx := callers.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := (*t).Start(ctx, pattern, tracing.WithSpanKind(tracing.SpanKindServer), tracing.WithAttributes(
			attribute.String("http.request.method", r.Method), attribute.String("http.route", pattern)))
		return ctx, func(status int) {
			span.SetAttributes(attribute.Int("http.response.status_code", status))
			if status >= http.StatusInternalServerError {
				span.SetStatus(codes.Error, "")
			}
			span.End()
		}
	}
}
