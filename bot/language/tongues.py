"""Which language a text is in, told by its commonest words; unknown where it is short or mixed."""

from collections.abc import Mapping, Sequence
from itertools import chain

# What stands between words; an apostrophe stays with what comes before it.
_GAPS = {ord(c): " " for c in '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~¿¡«»“”„\u2013\u2014•·…'}
# Enough to tell a language, and so few that no count outgrows its bits.
_COUNTED = 400
_BITS = 10
_FULL = (1 << _BITS) - 1
# A language wins with this much more than any other, and a word of it among so many.
_LEAD = 2
_SPARSEST = 4

# A word that stands in one list counts twice, a word that stands in several once for each. Words
# that travel (ok, super, nice, team) stand in none. An apostrophe belongs to the part before it.
_CLEAR = {
    "en": """
        a able about above actually after again all almost alone already also although always am an
        and another any anybody anymore anyone anything anyway are aren' around as ask asked asking
        at away back be became because become been before behind being believe below better between
        both bought bring brought build built but buy by call called came can can' cannot cant
        change check child children come could couldn' couldnt day did didn' didnt different do does
        doesn' doesnt doing don' done dont down during each earlier either else end enough even ever
        every everybody everyone everything explain family far father feel feeling feels felt few
        finally find finished first fixed follow for forgot found friend friends from full gave get
        gets getting give given gives glad go goes going gone gonna good got gotta great guess guy
        had hadn' half happen happened happens hard has hasn' hasnt have haven' havent having he
        hear heard her here here' hers herself him himself his hope hoping how how' however i i' if
        im in instead into is isn' isnt it it' its itself ive just keep kept kind knew know known
        knows last later least leave left less let let' life like liked little long longer look
        looked looking looks lost lot lots love made make makes making man many may maybe me mean
        means meant met might mind mine month months more morning most mother move much must my
        myself name need needed needs neither never new next night no nobody none nor not nothing
        now of off often old on once one ones only or other others our ours out over own part people
        person please pretty probably put question questions quite rather read reading ready really
        reason remember right room said same saw say saying says see seem seems seen sent set
        several she she' should shouldn' show since sister sleep small so some somebody somehow
        someone something sometimes somewhere soon sorry sound sounds speak started stay still stuff
        such suggest sure take taken takes talk talking tell than thank thanks that that' thats the
        their theirs them themselves then there there' theres these they they' thing things think
        thinking this those though thought three through til till time times to today together told
        tomorrow tonight too took toward towards tried tries try trying turn two under understand
        unless until up upon us use used useful using usually very wait waiting wanna want wanted
        wants was wasn' way we we' week weeks welcome well went were weren' wh what what' whatever
        whats when where where' whether which while who who' whole whom whose why wife will wish
        with within without won' wonder wondering word words wont work worked working works world
        worse worth would wouldn' wouldnt wrong wrote yeah year years yesterday yet you you' your
        youre yours yourself died dead die kill killing
    """,
    "de": """
        aber alle allem allen aller alles als also am an ander andere anderen ans auch auf aus
        außerdem bei beim bekomme bin bis bisschen bist bitte brauche brauchen da dabei dadurch
        dafür damit danach danke dann daran darauf darf darüber das dass dein deine deinen dem den
        denke denn der deren des deshalb dich die dies diese diesem diesen dieser dieses dir doch
        dort du durch ein eine einem einen einer eines einfach eigentlich er es etwas euch euer eure
        falls fast finde für ganz gar geben gegen geht gehört gemacht genau gerade gern gerne gesagt
        gestern gibt gibt' ging glaube gleich gut gute guten hab habe haben habt hallo hast hat
        hatte hatten hätte heißt heute hier hilfe ich ihm ihn ihr ihre ihrem ihren im immer in ins
        ist ja jede jeden jeder jemand jetzt kann kannst kein keine keinen kenne klar klappt komme
        kommt können könnte könnt lassen leider leute liegt mach mache machen macht mal man mehr
        mein meine meinem meinen meiner meins mich mir mit möchte morgen muss musst müssen nach
        nachdem natürlich neben nein neue neuen nicht nichts nie niemand noch nochmal nur ob oder
        ohne passt paar richtig sagen sagt schon schön sehe sehr seid sein seine seinem seinen
        seiner seit selbst sich sie sieht sind so sogar soll sollte sondern sonst steht tun tut
        trotzdem über überhaupt um und uns unser unsere unter viel viele vielen vielleicht vom von
        vor wann war wäre waren warum was weg wegen weil weiß weißt welche welchen welcher welches
        wenig wenn wer werde werden weshalb wie wieder wieso will wir wird wirklich wo woher wollte
        worden wurde wurden würde während zeit zu zum zur zusammen zwar zwei zwischen
    """,
    "es": """
        a acá ahí ahora al algo alguien alguna alguno algún allí ante antes aquel aquí así aunque
        ayuda ayudar ayer bastante bien bueno buenas buenos cada casi claro como con conmigo creo
        cual cualquier cuando cuándo cuál cuánto cómo de debe decir del desde después dice dijo
        donde dos dónde durante e el ella ellas ellos en entonces entre era eran eres es esa esas
        ese eso esos esta estaba estado estamos estar estas este esto estos estoy está están estás
        fue fueron gente gracias gusta ha haber había hace hacer hacia han has hasta hay haya he
        hecho hemos hola hoy incluso ir la las le les lo los luego mal mañana mas me mejor mi mis
        mientras mismo mucha muchas mucho muchos muy más mí nada nadie ni ningún ninguna no nos
        nosotros nuestra nuestro nunca o os otra otras otro otros para parece pero poco poder
        podemos podría porque por puede pueden puedes puedo pues que quien quiere quiero quién qué
        se sea según ser si siempre siento sin sino sobre solo son soy su sus sé sí sólo también
        tampoco tan tanto te tenemos tener tengo ti tiempo tiene tienen tienes toda todas todavía
        todo todos tu tus tuve tú un una unas uno unos usted va vamos veces ver vez voy y ya yo
    """,
    "fr": """
        a afin ai aime aller alors apparemment après as assez au aucun aucune aujourd' aurait aussi
        autre autres aux avait avant avec avez avoir avons beaucoup bien bonjour bonsoir bon bonne
        c' ça car ce ceci cela celle celui ces cet cette ceux chaque chez combien comme comment
        contre d' dans de demain depuis dernier des deux devrait dire dit dois doit donc dont du
        déjà elle
        elles en encore ensuite entre es essayé est et étais était été être eu eux faire fais fait
        faut fois font gens grand il ils j' jamais je jour jusqu' l' la laquelle le lequel les leur
        leurs lorsque lui là m' ma mais mal malgré me merci mes mieux moi moins mon même n' ne ni
        non nos notre nous nouveau on ont ou oui où par parce pas pendant personne peu peut peux
        plus plusieurs plutôt pour pourquoi pourrait pouvez presque puis qu' quand que quel quelle
        quelles quels quelqu' quelque quelques qui quoi rien s' sa sais sait salut sans se sera ses
        seulement si sinon soit sommes son sont sous souvent suis sur t' ta tant te tes toi ton
        toujours tous tout toute toutes trop trouve trouver très tu un une va vais vas vers veut
        veux vient viens voici voilà voir vois vos votre vous vraiment vrai y
    """,
    "pt": """
        a agora ainda alguma algum alguns alguém ali antes ao aos apenas aquela aquele aqui aquilo
        as assim até bem boa bom cada casa coisa coisas com como consegui consigo contra da daqui
        das de dela dele deles demais depois desde dessa desse desta deste deve disse do dos
        durante e ela elas ele eles em enquanto entre então era essa esse esses esta estamos estar
        estava este estou está estão eu existe faz fazendo fazer fiz foi for foram gente gosto
        hoje há isso isto já lá lhe mais mas me melhor mesma mesmo meu meus minha minhas muita
        muitas muito muitos na nada nas nem nenhum nenhuma nesse nessa ninguém no nos nossa nosso
        num numa nunca não né nós o obrigada obrigado olá onde ontem os ou outra outras outro outros
        para parece pelo pela pessoal pessoas pode podem poder pois por porque porquê posso pouco
        pra precisa preciso quais qual qualquer quando quanto que quem quer quero quê se seja sem
        sempre ser será seu seus sim sobre somente sou sua suas são só tal também tanto te tem
        temos tempo tenho ter teve tinha toda todas todo todos tudo tão tá têm um uma umas uns
        vai vamos ver vez você vocês vou à às é
    """,
    "it": """
        a abbiamo ad adesso agli ai al alcuni alla alle allora altra altre altri altro anche ancora
        anni appena avere aveva avete bello bene bisogno buongiorno c' capito capisco che chi
        ci ciò codice come con cosa così cui d' da dagli dai dal dalla dalle dei del della delle
        dello dentro deve devo di dice dire dopo dove dovrebbe due e ecco ed era erano essere
        fa fare fatto forse fra già gli grazie ha hai hanno ho i il in indietro infatti invece io
        l' la le lei lo loro lui ma magari mai me meglio meno mentre mi mia mie miei mio molta
        molte molti molto ne nei nel nella nelle nessuno niente no noi non nostro nulla o ogni
        oggi oppure ora per perché però persone più po' poco poi posso potrebbe presto prima
        proprio può puoi qua qualche qualcosa qualcuno quale quali quando quanto quella quelle
        quelli quello questa queste questi questo qui quindi sa sai sarebbe se secondo sei sempre
        senza si sia siamo siete solo sono sopra sotto sta stai stato sto su sua sugli sul sulla
        sulle suo tra troppo tu tua tuo tutta tutte tutti tutto un un' una uno va vedere voi vorrei
        vuole vuoi è
    """,
    "nl": """
        aan af al alle alleen alles als altijd andere ben bent bij bijna dan dank dat de denk deze
        die dit doe doen doet door dus echt een eens eerst en er even ga gaan gaat gebruiken geen
        gewoon goed goede graag had hadden heb hebben hebt heeft heel helemaal het hier hij hoe
        hoeveel hoi hun iemand iets ik in is ja je jij jou jouw jullie kan kunnen kunt maar maken
        maakt me meer meest men met mij mijn misschien moet moeten mogen mooi morgen na naar niet
        niets niemand nog nooit nou nu of om omdat onder ons onze ook op over paar proberen sinds
        snap soms staat te tegen ten terug toch toen tot tussen u uit uw vaak van vandaag veel
        verder volgens voor vraag waar waarom wanneer want waren was wat we weer weet wel welk welke
        werd werkt weten wie wij wil willen wilt word worden wordt zal ze zeer zei zeggen zelf
        zich zie zien zij zijn zit zo zonder zou zouden
    """,
}
# Told apart only so that none of them is taken for one of the above.
_OTHERS = """
    ako ang att av bhai bhi bir co com de den det di din do du e eller els em en er es et för ga
    gracias har hai hain hun hur hvad hvis i ikke inte ja jag je jeg jest kan kaise kar ke ki kya
    ko ka mein men mig na nahi nie nu när och og om på que se si sa som som ti til to tu un una va
    vad var varför vi z że și este că în pe ce mai sunt cum pentru fi am ai ca la cu din sau amb és
    què això també pot però com fer jak dla czy mam ale tak ve bu için ne mi çok ben değil
    yang dan ini itu saya tidak bisa untuk dengan ada apa kamu aku ng mga po naman lang hindi pa
    ba kung že jsem on ei että mutta minä ole mitä kun nem hogy egy az van ez mit kita sudah belum
    juga atau jadi lagi nya yg gak ga bang teman nahin ho tha thi aur kuch meri mera abhi acha
    dig sig ett mycket bara finns skulle också men sedan där här denna detta vill kommer efter
    noget også kunne fra bliver blev være skal ville efter meget der at af men hvor hvordan jo nog
    merci u wat hallo est ta ci io yo per prima dem al jo ne sta
    við það ekki sem ég þú les las los un dels gràcies aquest aquesta tot molt sóc estic fins
"""
# Words that English readers use and others borrow: one alone proves nothing.
_COMMON_ENGLISH = """
    add anybody app apps awesome bad best big bit book boss bug button cat class click code
    company computer congrats cool course dad data dinner dog easy error evening example fast
    file fine fix folder food free fun game girl google guys happy hello help helped helpful helps
    hey home hot house idea interesting issue job kid learn learning line link list local mom money
    music nice page play problem problems program project rain reply run running school server
    share site solution solved start step stop story street stuck super test text tip tips tool
    tools type update video water weather website weekend window write writing yep yes young
    amazing beautiful bro cheers cold dark deep dry exactly fresh heart heavy hell hour hours hurt
    lunch luck matter minute minutes moment perfect pick picture place plan point possible price
    quick quickly real sad safe save scared sick side simple slow sometime special stand string
    strong sub swap table taste team thx true unfortunately wood wow yay yea yup
"""


def _votes() -> Mapping[str, int]:
    """Each word's points, one field of bits per language."""
    lists = [set(_CLEAR[tongue].split()) for tongue in _TONGUES] + [set(_OTHERS.split())]
    votes: dict[str, int] = {}
    for word in set(chain.from_iterable(lists)):
        holders = [place for place, words in enumerate(lists) if word in words]
        points = 2 if len(holders) == 1 else 1
        votes[word] = sum(points << place * _BITS for place in holders)
    english = _TONGUES.index("en") * _BITS
    for word in _COMMON_ENGLISH.split():
        votes.setdefault(word, 1 << english)
    return votes


_TONGUES = tuple(_CLEAR)
_VOTES = _votes()
_points = _VOTES.get

KNOWN = frozenset(_TONGUES)
"""The languages that can be told, as ISO 639-1 codes."""


def words_of(low: str) -> list[str]:
    """The words of a text in small letters; what follows an apostrophe is a word of its own."""
    return low.replace("'", "' ").translate(_GAPS).split()


def language_of(words: Sequence[str]) -> str | None:
    """The language of these words (of `words_of`), or None where they do not settle it.

    Looks at the first 400. One clear word is enough for a short text if nothing speaks against it.
    """
    counted = words[:_COUNTED]
    total = sum(filter(None, map(_points, counted)))
    if not total:
        return None
    best, second, winner = 0, 0, 0
    for place in range(len(_TONGUES) + 1):
        points = total >> place * _BITS & _FULL
        if points > best:
            best, second, winner = points, best, place
        elif points > second:
            second = points
    settled = best >= _LEAD * max(second, 1) and best * _SPARSEST >= len(counted)
    return _TONGUES[winner] if settled and winner < len(_TONGUES) else None
