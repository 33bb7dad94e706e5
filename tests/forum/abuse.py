"""What people send who mean no good, by class."""

SCRIPTS = {
    "raw": "<script>alert(1)</script>",
    "named entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "numeric entities": "&#60;script&#62;alert(1)&#x3C;/script&#x3e;",
    "entities without a semicolon": "&#60script&#62alert(1)&#60/script&#62",
    "encoded twice": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "percent signs": "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "UTF-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "Unicode escapes": r"\u003cscript\u003ealert(1)\x3c/script\x3e",
    "full-width letters": "＜script＞alert(1)＜/script＞",
    "mixed case": "<ScRiPt>alert(1)</sCrIpT>",
    "nested tags": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "split by invisible letters": "<scr\u200bipt>alert(1)</scr\u00adipt>",
    "image with a handler": "<img src=x onerror=alert(1)>",
    "drawing with a handler": "<svg/onload=alert(1)><svg><script>alert(1)</script></svg>",
    "script address": '<a href="java&#10;script:alert(1)">klik</a> javascript:alert(1)',
    "data address": '<iframe src="data:text/html;base64,PHNjcmlwdD4="></iframe>',
    "CDATA": "]]><![CDATA[<script>alert(1)</script>]]>",
    "template": "{{7*7}} {%raw%} ${7*7} #{7*7} <%=7*7%>",
    "out of an attribute": "\" autofocus onfocus=alert(1) x='' onmouseover='alert(1)' `",
    "out of a comment": "--><script>alert(1)</script><!--",
    "out of JSON": '"}]});alert(1);//</script><script>alert(1)</script>',
    "out of a title": "</title></textarea></style></noscript><script>alert(1)</script>",
    "style": '<style>*{x:expression(alert(1))}</style><p style="position:fixed">x</p>',
    "document type": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
    "meta": '<meta http-equiv=refresh content="0;url=https://jahat.example"><base href=//jahat.example>',
}

BROKEN = {
    "split by a null": b"<scr%00ipt>alert(1)</scr%00ipt>",
    "overlong UTF-8": b"%C0%BCscript%C0%BEalert(1)%C0%BC/script%C0%BE",
    "half a letter": b"%E0%80script",
    "surrogates": b"%ED%A0%80script",
}
"""Bodies that no browser sends; they are refused at the door."""

LINKS = (
    "https://promo.example/x",
    "http://promo.example",
    "www.promo.example",
    "//promo.example/x",
    "promo.example",
    "[klik](https://promo.example)",
    "[url=https://promo.example]klik[/url]",
    "<https://promo.example>",
    '<a href="https://promo.example">klik</a>',
    "mailto:promo@promo.example?subject=x",
    "tel:+620000",
    "ftp://promo.example/x",
    "hxxps://promo[.]example",
)

OFFICER = "Rahmat Hidayatullah"
OFFICER_SPELLINGS = (
    "Rahmat Hidayatullah",
    "RAHMAT HIDAYATULLAH",
    "rahmat hidayatullah",
    "Drs. H. Rahmat Hidayatullah, M.Si",
    "pak rahmat hidayatullah",
    "Bpk. Rahmat",
    "ibu RAHMAT",
    "saudara hidayatullah",
    "Rahmat\u200b Hidayatullah",
    "Rah\u00admat Hidayatullah",
    "Ｒａｈｍａｔ Ｈｉｄａｙａｔｕｌｌａｈ",
)
OFFICER_PARTS = ("rahmat", "hidayatullah")

PERSONAL = {
    "NIK": "6404011505900001",
    "NIK in groups": "640401 150590 0001",
    "NIK with dots": "6404.0115.0590.0001",
    "NIK in full width": "６４０４０１１５０５９００００１",
    "phone": "081234567890",
    "phone with dashes": "0812-3456-7890",
    "phone with spaces": "+62 812 3456 7890",
    "phone with invisible letters": "0812\u200b3456\u200d7890",
    "phone in full width": "０８１２３４５６７８９０",
    "landline": "(0552) 2123456",
    "e-mail": "warga.uji@surel.example",
    "e-mail with words": "warga.uji [at] surel [dot] example",
    "e-mail with spaces": "warga.uji @ surel.example",
    "plate": "KU 1234 AB",
    "plate with dashes": "KU-1234-AB",
    "plate in small letters": "motor ku 1234 ab",
    "account": "rekening BRI 123401012345531",
    "account with dashes": "norek 0123-4567-89",
    "NIP": "198501012010011001",
}
PERSONAL_PARTS = (
    "6404", "６４０４", "0590", "8123", "812-", "812 ", "3456", "０８１", "2123456", "warga.uji", "surel", "1234",
    "0123", "198501",
)  # fmt: skip

DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
BIDIRECTIONAL = {
    "right-to-left override": "Berkas \u202egpj.exe\u202c siap diambil warga",
    "left-to-right override": "Berkas \u202dsiap\u202c diambil oleh warga",
    "isolates": "Loket \u2067dua\u2069 \u2066tiga\u2069 \u2068empat\u2069 tutup",
    "marks": "Loket\u200e dua\u200f tutup\u061c sejak pagi tadi",
    "Arabic": "الموقف ضيق جدا ولا يوجد مكان",
    "Hebrew": "התור ארוך מאוד ואין מקום לשבת",
}

ZALGO = "".join(letter + "\u0336\u0310\u0489\u0322" * 12 for letter in "antrean")
