package viet

import "unicode"

// tcvn3 maps the bytes of TCVN 5712:1993 VN3 (ABC) that are not ASCII.
var tcvn3 = byteTable(map[byte]string{
	0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
	0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ",
	0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
})

// viscii maps the bytes of VISCII (RFC 1456) that are not ASCII. Six
// capitals that it puts in place of control characters are among them.
var viscii = byteTable(map[byte]string{
	0x02: "Ẳ", 0x05: "ẴẪ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ",
	0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
	0x90: "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
	0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
	0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
})

func byteTable(runs map[byte]string) (t [256]rune) {
	for at, letters := range runs {
		for _, r := range letters {
			t[at] = r
			at++
		}
	}
	return t
}

// vniSingles are the letters that VNI writes with one byte.
var vniSingles = map[rune]rune{
	'ñ': 'đ', 'Ñ': 'Đ', 'ô': 'ơ', 'Ô': 'Ơ', 'ö': 'ư', 'Ö': 'Ư',
	'æ': 'ỉ', 'Æ': 'Ỉ', 'ó': 'ĩ', 'Ó': 'Ĩ', 'ò': 'ị', 'Ò': 'Ị', 'î': 'ỵ', 'Î': 'Ỵ',
}

// vniPairs are the letters that VNI writes as a base and a mark. The marks of
// a small letter are small letters of Latin 1, those of a capital are
// capitals; some keyboards put the small ones after a capital too.
var vniPairs = func() map[[2]rune]rune {
	pairs := map[[2]rune]rune{}
	add := func(bases, marks, letters string) {
		l := []rune(letters)
		for _, base := range bases {
			for _, mark := range marks {
				pairs[[2]rune{base, mark}] = l[0]
				pairs[[2]rune{unicode.ToUpper(base), mark}] = unicode.ToUpper(l[0])
				l = l[1:]
			}
		}
	}
	add("aeouy", "øùûõï", "àáảãạèéẻẽẹòóỏõọùúủũụỳýỷỹỵ")
	add("ôö", "øùûõï", "ờớởỡợừứửữự")
	add("aeo", "âàáåãä", "âầấẩẫậêềếểễệôồốổỗộ")
	add("a", "êèéúüë", "ăằắẳẵặ")
	add("AEOUY", "ØÙÛÕÏ", "ÀÁẢÃẠÈÉẺẼẸÒÓỎÕỌÙÚỦŨỤỲÝỶỸỴ")
	add("ÔÖ", "ØÙÛÕÏ", "ỜỚỞỠỢỪỨỬỮỰ")
	add("AEO", "ÂÀÁÅÃÄ", "ÂẦẤẨẪẬÊỀẾỂỄỆÔỒỐỔỖỘ")
	add("A", "ÊÈÉÚÜË", "ĂẰẮẲẴẶ")
	return pairs
}()
