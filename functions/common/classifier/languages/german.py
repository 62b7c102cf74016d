"""The German words of the rules."""

from common.classifier.languages.language import Language
from common.tickets.fields import Category

LANGUAGE = Language(
    categories={
        Category.BILLING: {
            "Rechnung": "rechnung|rechnungen",
            "Zahlung": "zahlung|zahlungen|bezahlung",
            "Abbuchung": "abbuchung|abbuchungen|abgebucht",
            "Lastschrift": "lastschrift|lastschriften",
            "Erstattung": "erstattung|erstattungen|rückerstattung|erstattet",
            "Gutschrift": "gutschrift|gutschriften",
            "Gebühr": "gebühr|gebühren|mahngebühr",
            "Mahnung": "mahnung|mahnungen",
            "Überweisung": "überweisung|überweisungen|überwiesen",
            "Abo": "abo|abos",
            "Preis": "preis|preise|kosten",
            "Quittung": "quittung|quittungen|kassenbon",
            "Kreditkarte": "kreditkarte|kreditkarten",
        },
        Category.TECHNICAL: {
            "Fehler": "fehler|fehlermeldung|fehlermeldungen",
            "Absturz": "absturz|abstürze|abgestürzt|stürzt ab|stürzen ab|stürzt immer ab|stürzt ständig ab",
            "kaputt": "kaputt|defekt",
            "langsam": "langsam|langsamer",
            "Datenbank": "datenbank|datenbanken",
            "Drucker": "drucker",
            "geht nicht": "geht nicht|gehen nicht|geht nichts",
        },
        Category.ACCOUNT: {
            "Passwort": "passwort|passwörter|kennwort|kennwörter",
            "anmelden": "anmelden|anmeldung|angemeldet|einloggen|eingeloggt",
            "Benutzername": "benutzername|benutzernamen",
            "Konto": "konto löschen|konto gesperrt|konto ist gesperrt|konto wurde gesperrt|benutzerkonto",
            "Zugang": "zugang|zugänge|zugangsdaten|zugriff",
            "Berechtigung": "berechtigung|berechtigungen",
            "ausgesperrt": "ausgesperrt",
        },
    },
    urgent={
        "dringend": "dringend|dringende|dringender|dringendes|eilig",
        "eilt": "eilt",
        "sofort": "sofort|sofortige|sofortiger",
        "umgehend": "umgehend|unverzüglich",
        "so schnell wie möglich": "so schnell wie möglich|schnellstmöglich|schnellstens",
        "Notfall": "notfall|notfälle",
        "Frist": "frist|fristen",
        "blockiert": "blockiert|blockieren",
        "Datenverlust": "datenverlust|daten verloren|verlust daten",
        "Totalausfall": (
            "totalausfall|komplettausfall|produktionsausfall|produktion ausgefallen|produktion steht still"
            "|produktion down"
        ),
        "Sicherheitslücke ausgenutzt": "sicherheitslücke ausgenutzt|sicherheitslücke wurde ausgenutzt|datenleck",
        "lebensbedrohlich": "lebensbedrohlich|lebensbedrohliche|lebensgefahr|lebensgefährlich|leben in gefahr",
    },
    mortal={"sterben": "sterben|stirbt|gestorben", "Tod": "todesfall|todesgefahr|tödlich"},
    extreme=frozenset({"Notfall", "Datenverlust", "Totalausfall", "Sicherheitslücke ausgenutzt", "lebensbedrohlich"}),
    asking={
        "wie": "wie kann|wie können|wie mache|wie ändere|wie lange|wie viel|wie oft|wie bekomme",
        "ist es möglich": "ist es möglich|kann ich|kann man|können wir|gibt es",
        "können Sie": "können sie|könnten sie|könnt ihr",
        "Vorschlag": "vorschlag|vorschläge|wäre schön|wäre toll|wünsche mir",
        "Frage": "frage|fragen|möchte wissen",
    },
    calm=(
        "keine eile|eilt nicht|eilt gar nicht|eilt überhaupt nicht|eilt wirklich nicht|eilt aber nicht|eilt ja nicht"
        "|ab sofort|stirbt nicht|sterben nicht|alles andere als dringend|stirbt niemand|stirbt keiner"
    ),
    inside="""
        alle aller aus bereits das der einfach ganz gegangen gerade gingen haben hat heute immer ist
        jetzt komplett kunden leider mehrere meine meiner noch plötzlich schon seit server sind system
        systeme sämtliche sämtlicher teilweise total umgebung unsere unserer viele vollständig von
        völlig wichtige wichtigen wichtiger wieder wurden
    """,
    lifeless="""
        akku akkus auto batterie batterien bildschirm computer drucker es fernseher festplatte gerät
        gespräch handy handys kamera laptop maus motor programm prozess rechner sitzung tablet tastatur
        telefon verbindung
    """,
    alive="""
        beatmungsgerät frau herzschrittmacher jemand kind kinder kollege kollegin leute mann mensch
        menschen mutter patient patienten patientin person personen vater
    """,
    failing_first={
        "funktioniert nicht": "funktioniert funktionieren funktionierte klappt läuft reagiert druckt",
        "lädt nicht": "lädt laden öffnet öffnen startet starten verbindet",
    },
    negators="nicht kein keine keinen keinem keiner keinerlei keinesfalls keineswegs ohne nie niemals",
    between="""
        akut akute akuter allzu andere anderen anderer anderes aufgetreten bekannt bekannten bekannter
        besonders das der die echte echten echter ein eine einem einen einer einzigen einziger es fall ganz
        gar gerade gibt gleich großen größeren gäbe ist jede jeden jegliche jeglichen mehr neue neuen
        neuer neues richtig sehr sein sind so um unbedingt weitere weiteren weiterer weiteres wirklich
        überhaupt
    """,
    refusals_after="nicht",
    failing={},
    adverbs="",
    defects=frozenset({"Fehler", "Absturz", "kaputt", "funktioniert nicht", "geht nicht"}),
)
