//go:build !otel

package app

import (
	"context"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
)

// Traces need 22 modules and six megabytes that most installations have no use
// for: they are built in by the tag otel only.

var tNoTraces = text.New(
	"Bản này không gửi được vết xử lý OpenTelemetry. Hãy bỏ --traces, hoặc dựng lại bằng: make build TAGS=otel",
	"This build cannot send OpenTelemetry traces. Leave --traces out, or build it again with: make build TAGS=otel")

func (a *App) startTraces(_ context.Context, to string) (stop func(), err error) {
	if to != "" {
		return nil, fault.New(fault.Invalid, tNoTraces)
	}
	return func() {}, nil
}

func traceRequests(string) web.Observer { return nil }
