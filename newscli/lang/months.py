"""The names of months in the languages in which databases and papers print days around English articles."""

from newscli.lang.en.calendar import MONTH_ABBREVIATIONS, MONTHS

# From January on; names and abbreviations, case folded, without full stops.
_NAMES = {
    "de": "januar jänner jan,februar feb,märz mär mrz,april apr,mai,juni,juli,august aug,september,oktober okt,"
    "november,dezember dez",
    "fr": "janvier janv,février févr fév,mars,avril avr,mai,juin,juillet juil,août aout,septembre,octobre,novembre,"
    "décembre déc",
    "es": "enero ene,febrero,marzo,abril abr,mayo,junio,julio,agosto ago,septiembre setiembre,octubre,noviembre,"
    "diciembre dic",
    "it": "gennaio gen,febbraio,marzo,aprile,maggio mag,giugno giu,luglio lug,agosto,settembre set,ottobre ott,"
    "novembre,dicembre",
    "pt": "janeiro,fevereiro fev,março,abril,maio,junho,julho,agosto,setembro,outubro out,novembro,dezembro",
    "nl": "januari,februari,maart mrt,april,mei,juni,juli,augustus,september,oktober,november,december",
    "ru": "января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря",
    "pl": "stycznia,lutego,marca,kwietnia,maja,czerwca,lipca,sierpnia,września,października,listopada,grudnia",
}
# The number of a month by its name, case folded.
MONTHS_BY_NAME = {
    name: number
    for months in _NAMES.values()
    for number, names in enumerate(months.split(","), 1)
    for name in names.split()
} | {
    name: number
    for number, month in enumerate(MONTHS, 1)
    for name in (month, *(short for short in MONTH_ABBREVIATIONS if month.startswith(short)))
}
