// Package filekind says which kinds of files the program takes from people beside the
// documents that it reads, and whether a file is what its name says.
package filekind

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"quyet/base/fault"
	"quyet/base/text"
)

// kinds are the kinds of files that are taken, by the end of their names, each with the media types of which its content may be. What an
// office writes is a container in another: a document of Word is a zip, and an
// old one an OLE storage, whatever a library makes of what is in it.
var kinds = map[string][]string{
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

// Ends lists the ends of names of the files that are taken, with dots and commas, as a
// field in which a person chooses files names them.
var Ends = "." + strings.Join(slices.Sorted(maps.Keys(kinds)), ",.")

// Check refuses a file of a kind that is not taken, and one whose content is not what
// its name says: whoever opens it later trusts the name. An empty file is of no kind.
// The fault is Invalid, at the field.
func Check(field, name string, content []byte) error {
	end := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	media, taken := kinds[end]
	switch {
	case !taken:
		return fault.At(field, tKind, name)
	case len(content) == 0:
		return fault.At(field, tEmpty, name)
	}
	for m := mimetype.Detect(content); m != nil; m = m.Parent() {
		if slices.ContainsFunc(media, m.Is) {
			return nil
		}
	}
	return fault.At(field, tOther, name, end)
}

var (
	tKind  = text.New("“%s”: loại tệp này không nhận. Hãy gửi văn bản, bảng tính, PDF, ảnh, phim, ghi âm hoặc tệp nén.", "“%s”: files of this kind are not taken. Send a document, a spreadsheet, PDF, a picture, a film, a recording or a zip.")
	tEmpty = text.New("“%s” là tệp rỗng; hãy mở xem lại rồi chọn đúng tệp.", "“%s” is empty; look at it and choose the right file.")
	tOther = text.New("“%[1]s” mang đuôi .%[2]s nhưng nội dung không phải loại ấy. Hãy mở tệp, lưu lại đúng loại rồi gửi.", "“%[1]s” is named .%[2]s and holds something else. Open it, save it as what it is and send that.")
)
