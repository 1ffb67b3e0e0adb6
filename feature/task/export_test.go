package task

import "testing"

// Telling sets for a test how many events are read of a stretch of time at most,
// and up to how many they are read by their time whoever asks.
func Telling(t testing.TB, most, quick int64) {
	t.Helper()
	was, wasQuick := mostTold, quickTold
	t.Cleanup(func() { mostTold, quickTold = was, wasQuick })
	mostTold, quickTold = most, quick
}
