"""Words that mail programs put into emails, in many languages: headers of forwarded letters, marks, signatures.

In the order English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and Norwegian, Finnish,
Polish, Czech, Turkish, Chinese, Japanese and others, where a language has words of its own.
"""

# What a line in the header of a forwarded letter gives -> its labels, case folded, by commas.
_HEADER_LABELS = {
    "from": "from,von,de,da,van,från,fra,lähettäjä,od,от,kimden,gönderen,发件人,寄件者,差出人",
    "date": "date,sent,datum,gesendet,gesendet am,envoyé,envoyé le,fecha,enviado,enviado el,enviado em,enviada em,data,"
    "inviato,verzonden,skickat,sendt,dato,lähetetty,päiväys,päivämäärä,wysłano,wysłane,odesláno,дата,отправлено,"
    "дата и время,tarih,gönderme tarihi,gönderildi,发送时间,日期,寄件日期,送信日時,日付,日時",
    "subject": "subject,betreff,objet,asunto,oggetto,assunto,onderwerp,ämne,emne,aihe,temat,předmět,тема,konu,主题,"
    "主旨,件名",
    "to": "to,an,à,a,para,aan,till,til,vastaanottaja,do,komu,кому,kime,kimlere,收件人,收件者,宛先",
    "other": "cc,bcc,reply-to,kopie,kopie an,blindkopie,copie,copie à,cci,cco,ccn,copia,kopia,kopi,kopio,dw,копия,"
    "bilgi,抄送,副本,antwort an,répondre à,responder a,rispondi a,responder para,antwoord aan,svara till,svar til,"
    "vastaus osoitteeseen,odpowiedz do,odpovědět komu,обратный адрес,yanıt adresi,importance,priority,wichtigkeit,"
    "priorität,attachments,attachment,anlagen,anhänge,pièces jointes,datos adjuntos,allegati,anexos,bijlagen,"
    "organization,organisation,categories",
}
HEADER_ROLES = {label: role for role, labels in _HEADER_LABELS.items() for label in labels.split(",")}

# What opens a forwarded letter, before its own header: patterns of what stands between rules, or before a colon.
FORWARD_MARKS = (
    r"forwarded message", r"begin forwarded message", r"original message", r"forwarded by .{1,80}",
    r"weitergeleitete (?:nachricht|e-?mail)", r"ursprüngliche nachricht", r"original-?nachricht",
    r"anfang der weitergeleiteten (?:nachricht|e-?mail)", r"weitergeleitet von .{1,80}",
    r"message (?:transféré|réexpédié|transmis)", r"début du message (?:réexpédié|transféré)",
    r"(?:message|courriel|e-?mail) (?:d['’]origine|original)", r"transféré par .{1,80}",
    r"mensaje (?:reenviado|original)", r"inicio del mensaje reenviado", r"reenviado por .{1,80}",
    r"messaggio (?:inoltrato|originale)", r"inizio (?:del )?messaggio inoltrato",
    r"mensagem (?:encaminhada|reencaminhada|original)", r"início da mensagem (?:encaminhada|reencaminhada)",
    r"(?:begin )?doorgestuurd(?: |e)?bericht", r"(?:oorspronkelijk|origineel) bericht",
    r"vidarebefordrat (?:brev|meddelande|mejl)", r"ursprungligt meddelande", r"ursprungsmeddelande",
    r"(?:start på |begynder )?videresendt (?:besked|meddelelse|melding|e-?post)",
    r"(?:oprindelig meddelelse|opprinnelig melding|original meddelelse)", r"vidarebefordrat brev",
    r"(?:välitetty|edelleenlähetetty|alkuperäinen) viesti",
    r"(?:przekazana|oryginalna) wiadomość", r"wiadomość (?:przekazana(?: dalej)?|oryginalna)",
    r"treść przekazanej wiadomości", r"początek przekazywanej wiadomości",
    r"(?:přeposlaná|předaná|původní) zpráva", r"začátek přeposlané zprávy",
    r"(?:пересылаемое|пересланное|перенаправленное|исходное) (?:сообщение|письмо)",
    r"начало переадресованного сообщения",
    r"(?:iletilmiş|iletilen|yönlendirilmiş|orijinal|özgün) (?:mesaj|ileti|posta)",
    r"转发(?:的)?邮件(?:信息)?", r"转发的消息", r"原始邮件", r"開始轉寄", r"轉寄郵件", r"原始郵件",
    r"転送(?:された)?(?:メッセージ|メール)", r"元のメッセージ", r"original[- ]mail",
)  # fmt: skip

# Before a colon and the subject proper: of a letter that is forwarded, and of an answer.
FORWARD_PREFIXES = (
    "fwd?", "wg", "tr", "rv", "rif", "enc", "doorst", "vb", "vs", "videresendt?", "vl", "pd", "fs", "ilt", "i̇lt",
    "转发", "轉寄", "転送",
)  # fmt: skip
REPLY_PREFIXES = ("re", "aw", "antw(?:ort)?", "rép", "res", "sv", "odp", "ynt", "回复", "回覆", "返信")

# What phones and programs write below a letter, on a line of its own: how it begins, and what it names. Patterns.
DEVICE_OPENERS = (
    "sent (?:from|via|with|securely)", "get outlook for", "von meinem", "von unterwegs", "gesendet (?:von|mit|aus)",
    "diese nachricht wurde von", "envoyé (?:de|depuis|à partir|avec)", "enviado (?:desde|do|da|a partir|con|com)",
    "inviato (?:da|dal|dall|con)", "verzonden (?:vanaf|met|vanuit|via)", "skickat från", "sendt (?:fra|via)",
    "lähetetty", "wysłan[oe] (?:z|za)", "odesláno z", "отправлено (?:с|из)", "发自", "從我的",
)  # fmt: skip
DEVICES = (
    "iphone", "ipad", "ios", "android", "smartphone", "samsung", "galaxy", "outlook", "blackberry", "windows", "huawei",
    "xiaomi", "nokia", "e?-?mail", "phone", "handy", r"mobil\w{0,4}", "móvil", "celular", "portable", r"telefon\w?",
    "telefoon", r"puhelim\w{0,5}", "телефона",
)  # fmt: skip
