package task

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"quyet/base/fault"
)

// evidenceKinds are the kinds of files that are taken as evidence, by the end of
// their names, each with the media types of which its content may be. What an
// office writes is a container in another: a document of Word is a zip, and an
// old one an OLE storage, whatever a library makes of what is in it.
var evidenceKinds = map[string][]string{
	"pdf":  {"application/pdf"},
	"docx": {isZip}, "xlsx": {isZip}, "pptx": {isZip}, "odt": {isZip}, "ods": {isZip}, "odp": {isZip},
	"doc": {isOLE, isRTF, isZip}, "xls": {isOLE, isZip}, "ppt": {isOLE, isZip}, // Word saves others under old names too
	"rtf": {isRTF}, "txt": {isText}, "csv": {isText}, "md": {isText}, "xml": {isText},
	"jpg": {"image/jpeg"}, "jpeg": {"image/jpeg"}, "png": {"image/png"}, "gif": {"image/gif"}, "webp": {"image/webp"},
	"bmp": {"image/bmp"}, "tif": {"image/tiff"}, "tiff": {"image/tiff"},
	"heic": {"image/heic", "image/heif", "image/heif-sequence", "image/heic-sequence"}, "heif": {"image/heif", "image/heic", "image/heif-sequence", "image/heic-sequence"},
	"mp3": {"audio/mpeg"}, "m4a": {"audio/mp4", "audio/x-m4a", "video/mp4"}, "mp4": {"video/mp4", "audio/mp4"}, "mov": {"video/quicktime", "video/mp4"},
	"zip": {isZip}, "rar": {"application/x-rar-compressed"}, "7z": {"application/x-7z-compressed"},
}

const (
	isZip  = "application/zip"
	isOLE  = "application/x-ole-storage"
	isRTF  = "text/rtf"
	isText = "text/plain"
)

// evidenceEnds lists the ends of names for the person who chooses files.
var evidenceEnds = "." + strings.Join(slices.Sorted(maps.Keys(evidenceKinds)), ",.")

// checkEvidence refuses a file of a kind that is not taken, and one whose
// content is not what its name says: whoever opens it later trusts the name.
// An empty file is of no kind.
func checkEvidence(name string, content []byte) error {
	end := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	kinds, taken := evidenceKinds[end]
	switch {
	case !taken:
		return fault.At("files", tEvidenceKind, name)
	case len(content) == 0:
		return fault.At("files", tEvidenceEmpty, name)
	}
	for m := mimetype.Detect(content); m != nil; m = m.Parent() {
		if slices.ContainsFunc(kinds, m.Is) {
			return nil
		}
	}
	return fault.At("files", tEvidenceOther, name, end)
}
