package task

import (
	"testing"

	"quyet/base/work"
)

// Telling sets for a test how many events are read of a stretch of time at most,
// up to how many they are read by their time whoever asks, and of how many tasks
// they are read task by task.
func Telling(t testing.TB, most, quick, own int64) {
	t.Helper()
	was := []int64{mostTold, quickTold, mostOwn}
	t.Cleanup(func() { mostTold, quickTold, mostOwn = was[0], was[1], was[2] })
	mostTold, quickTold, mostOwn = most, quick, own
}

// TransferredTo is the task that one became which was transferred.
func TransferredTo(e work.Event) ID { return detailOf(e).Task }
