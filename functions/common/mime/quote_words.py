"""How mail programs announce a quotation, a forwarded mail and a phone's signature, in many languages; pure.

Of the announcements and headers that the tests write down, the library mail-parser-reply 1.36 finds 24 of 53, takes two
lines such as "From: Berlin" and "To: Paris" for a header and what follows "Thanks," for a signature, and needs time in
proportion to the square of a line. An announcement in any language ends with a colon and has a date and an address.
"""

from common.mime.words import any_of, compiled

_FROM = any_of("""
    from|expéditeur|remitente|avsändare|nadawca|odesílatel
    von|de|da|van|od|fra|från|lähettäjä|от|від|kimden|gönderen|feladó|من|מאת|από|dari|pengirim|từ
    发件人|寄件者|寄件人|差出人|送信者|보낸 ?사람
""")
_SUBJECT = any_of("""
    subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|předmět|predmet|ämne|emne|aihe|тема|konu|tárgy
    الموضوع|主题|主旨|件名|제목|θέμα|נושא|perihal|subjek|chủ đề|subiect
""")
_STARS = r"[*_]{0,3}"
FROM_LABEL = compiled(rf"{_STARS}(?:{_FROM})\s?{_STARS}\s?[:：]")
SUBJECT_LABEL = compiled(rf"{_STARS}(?:{_SUBJECT})\s?{_STARS}\s?[:：]")
LABEL = compiled(rf"{_STARS}[^\W\d_][^:：]{{0,25}}[:：]")
RULE = compiled(r"[_\-–—]{20,}")
_ORIGINAL = any_of("""
    original ?(?:message|mail|e-mail)
    original-?nachricht|ursprüngliche (?:nachricht|e-?mail|mail)
    message d['’]origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht
    wiadomość oryginalna|původní zpráva|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding
    alkuperäinen viesti|исходное сообщение|orijinal (?:ileti|mesaj)|الرسالة الأصلية
    原始邮件|邮件原件|原始郵件|元のメッセージ|원본 ?메[시세]지
    reply message|(?:please )?reply above this line.*
""")
ORIGINAL = compiled(rf"[-–—_#]{{2,}}\s?(?:{_ORIGINAL})\s?[-–—_#]{{2,}}")
_FORWARDED = any_of("""
    forwarded (?:message|by.*)|weitergeleitete nachricht|message transf[ée]r[ée]|mensaje reenviado
    messaggio (?:inoltrato|reindirizzato)|mensagem (?:encaminhada|reencaminhada)|doorgestuurd bericht
    przekazana wiadomość|пересланное сообщение|пересылаемое сообщение|yönlendirilen (?:ileti|mesaj)
    رسالة (?:معاد توجيهها|تمت إعادة توجيهها)|vidarebefordrat meddelande|videresendt (?:meddelelse|melding)
    轉寄郵件|转发的?邮件|已转发邮件|転送メッセージ|전달된 메일
""")
_BEGINS_FORWARDED = any_of("""
    begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)
    inicio del mensaje reenviado|inizio messaggio inoltrato|بداية الرسالة (?:المُعاد|المعاد) توجيهها
""")
FORWARDED = compiled(rf"[-–—]{{2,}}\s?(?:{_FORWARDED})\s?[-–—]{{2,}}|(?:{_BEGINS_FORWARDED})\s?[:：]")
FORWARDS = compiled(
    r"(?:fwd?|wg|wtr?|tr|rv|i|enc|doorst|vs|vb|vl|pd|yml|ilt|továbbítás|إعادة توجيه|转发|轉寄|転送|전달|הועבר)"
    r"\s?[:：]"
)
"""What the subject of a forwarded mail begins with."""
ANSWERS = compiled(
    r"(?:re|aw|antw?|sv|odp|ynt|r|rif|res|resp|vá|atb|رد|الرد|回复|回覆|答复|返信|회신|답장|תשובה|απ)"
    r"\s?(?:\[\d+\])?\s?[:：]"
)
_VERBS = compiled(
    r"\b(?:escreveu|пишет|писала?|написала?|пише|yazdı|kirjoitti|skrev|írta|έγραψε|napsala?|scris|menulis|viết|wrote"
    r"|schrieb|schreef|escribió|scritto|écrit|napisała?)\b"
    r"|napsal\(a\)|napisał\(a\)|كتب|تمت كتابة|写道|寫道|님이 작성|כתב"
)
_DATE = compiled(r"\d{1,2}\s?[:.h]\s?\d\d|\b\d{4}\b|\d{4}[年년]|\d{1,2}[./]\s?\d{1,2}[./]")
_ADDRESS = compiled(r"[<(\[]\s?(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}[>)\]]")
ENDS = (":", "：", "---")
_DEVICE = any_of("""
    my|mein|mon|ma|mi|meu|mio|mijn|min|mit|moje\\w*|mobiln\\w*|моего|мого|mail|yahoo|outlook|proton|samsung|galaxy|iphone
    ipad|android|gmail|gmx|web\\.de|aol|blackberry|mobile|windows|spark|huawei|xiaomi|telefon|unterwegs|the all.new
    der .{1,20}app
""")
_PARTING = any_of(f"""
    (?:sent|gesendet|verzonden|skickat|sendt) (?:from|via|with|using|von|mit|über|van|vanaf|met|från|fra) (?:{_DEVICE})
    (?:envoyé|enviado|inviato) (?:de|depuis|desde|do|da|dal|à partir de|a partir d[eo]) (?:{_DEVICE})
    (?:wysłan[eo] z|отправлено (?:с|из)|надіслано з|lähetetty|odesláno z) (?:{_DEVICE})
    von meinem .{{1,40}} gesendet|diese nachricht wurde von .{{1,40}} gesendet
    (?:get|télécharger|obtener|obter o|hämta|hent) outlook|outlook für .{{1,20}} beziehen
    أ?رسلت? من|مرسل من|تم الإرسال من|أُرسلت من|发自我?的?|從我的|传送自|傳送自|내 .{{1,20}}에서 보냄|.{{0,20}}から送信$
    .{{1,30}}[dt][ae]n gönderildi$|נשלח מ|στάλθηκε από|dikirim dari|được gửi từ|trimis de pe
""")
_IS_PARTING = compiled(_PARTING)
_SENTENCE = compiled(r"[,;!?]|\.\s|\.$")
_PARTING_MAX = 70
_INLINE = any_of("""
    in-?line|see below|(?:answers?|comments?|replies|notes) (?:are )?(?:below|in (?:red|blue|green|bold|the text))
    below in \\w+|siehe unten|s\\. ?u\\.|(?:antworten|kommentare) (?:unten|im text|in rot)|weiter unten
    voir (?:ci-dessous|plus bas)|ver abajo|zie onder|ниже в тексте|أدناه|أسفله
""")
INLINE = compiled(rf"\b(?:{_INLINE})")
"""What says that the answers are in the quotation, where a program does not mark it."""
_MARKS = compiled("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad]")
_LINE_MAX = 400


def shown(line: str) -> str:
    """The line as it is compared: without marks of direction, trimmed, of bounded length."""
    return " ".join(_MARKS.sub("", line[:_LINE_MAX]).split())


def is_attribution(line: str) -> bool:
    """Whether the line, as `shown`, says who wrote when what is quoted next, such as "On ... Kim wrote:"."""
    if not line.endswith(ENDS) or not _DATE.search(line):
        return False
    return bool(_ADDRESS.search(line) or _VERBS.search(line))


def may_announce(line: str) -> bool:
    """Whether the line can do so where marked lines follow it."""
    return line.endswith(ENDS) and bool(_DATE.search(line) or _ADDRESS.search(line) or _VERBS.search(line))


def is_parting(line: str) -> bool:
    """Whether the line, as `shown`, is a phone's signature, which is no sentence."""
    return len(line) <= _PARTING_MAX and bool(_IS_PARTING.match(line)) and not _SENTENCE.search(line)
