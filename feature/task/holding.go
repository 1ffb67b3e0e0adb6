package task

import (
	"quyet/base/capability"
	"quyet/base/text"
)

var seenWithTask = []capability.Reader{capability.Self, capability.Colleagues}

// holdings are what tasks say about people.
func holdings() []capability.Holding {
	return []capability.Holding{
		{
			Name: "task.person", Title: tPerson,
			Purpose: text.New("Rõ người, rõ việc: ai chịu trách nhiệm một nhiệm vụ.", "To say who answers for a task."),
			Basis:   "personal.basis", Kept: text.New("Giữ cùng nhiệm vụ; là lời văn nên không tra được theo tài khoản.", "Kept with the task; it is in words and cannot be told by account."),
			Fields: []capability.Field{{Title: tPerson, Columns: []string{"task.person"}, Seen: []capability.Reader{capability.Colleagues}}},
		},
		{
			Name: "task.doer", Title: text.New("Ai thực hiện, đã nộp, đề nghị, quyết định", "Who does it, submitted, asked, decided"),
			Purpose: text.New("Biết việc do tài khoản nào làm.", "To know through which account it was done."),
			Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng nhiệm vụ; từng việc có trong lịch sử công việc.", "The identifier of the account only, kept with the task; each deed is in the history of the work."),
			Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"),
				Columns: []string{"task.submitted_by", "task.submitted_for", "task_evidence.account_id", "task_extension.asked_by", "task_extension.decided_by", "task_batch.account_id", "task_request.asked_by", "task_request.decided_by", "task.doer_id"}, Seen: seenWithTask}},
		},
	}
}
