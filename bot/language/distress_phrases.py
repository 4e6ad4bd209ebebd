"""The phrases in which people tell of distress, by language.

They meet clauses in small letters whose words stand one space apart, hyphens gone. An underscore
is that space, a name in capitals one of the lists below. No repetition holds another.
"""

import re
from collections.abc import Mapping

_KIN = (
    r"(?:mom|mum|mother|mommy|mama|dad|daddy|father|papa|parents?|brother|sister|siblings?|son|"
    r"daughter|wife|husband|partner|spouse|boyfriend|girlfriend|bf|gf|fianc[eé]e?|ex|grandma|"
    r"grandmother|granny|gran|nan|nana|grandpa|grandfather|grandad|granddad|grandparents?|uncle|"
    r"aunt|auntie|cousin|nephew|niece|friends?|bestie|baby|child|kids?|twin|stepdad|stepmom|"
    r"stepfather|stepmother|family|dog|cat|puppy|kitten|pet|horse|rabbit|roommate|neighbou?r|"
    r"co ?worker|colleague|teacher|mentor|(?:mother|father|brother|sister) in law)"
)
# "A child died" and "the parent was killed" are said of processes.
_WHOSE = r"(?:my|our|his|her|their|your|a(?= (?:friend|close|good|dear|best|relative|family)))"
_THEIRS = rf"{_WHOSE} (?:(?:best|dear|close|good|old|little|older|younger|poor|own) )?{_KIN}"
# Longer names first, for they are put in one after the other.
_NAMED = {
    "WHOSE_KIN": f"(?:{_THEIRS})",
    "WHOSE": _WHOSE,
    "KIN": _KIN,
    "WHO": rf"(?:i|he|she|they|i'?m|s?he'?s|they'?re|{_THEIRS})",
    "HAS": r"(?:has|have|had|got|gets|with|having|i'?ve|it'?s|of)",
    "FEEL": (
        r"(?:i'?m|i am|i feel|i'?ve been|i have been|i was|feeling|feel|s?he'?s|s?he is|"
        rf"{_THEIRS} is)"
    ),
    # Filled in without a "not", which would turn the phrase round.
    "SOME": r"(?!(?:not?|never|nicht|nie|keine?n?|pas|aucune?|ne)\b)\w+",
    "OFTEN": r"(?:(?:used to|would|always|sometimes|just) )?",
    "LATELY": (
        r"(?:(?:has|have|had|just|was|is|recently|suddenly|also|both|almost|nearly|and \w+) ){0,2}"
    ),
    "VERY": (
        r"(?:(?:just|so|really|very|still|been|feeling|a bit|bit|pretty|too|kinda|kind of|totally|"
        r"completely|utterly|quite|always|getting|clinically|severely|deeply|also|only|now) ){0,3}"
    ),
}

_ENGLISH = r"""
      suicid(?:e|es|al|ality)(?!_(?:squad|burn|linux))(?<!career_suicide)(?<!political_suicide)
    | (?:kill|killing|killed|shoot|shooting|hang|hanging|hanged|drown|drowning|unalive|harm|harming|
        hurt|hurting|cutting|starving)_(?:myself|himself|herself|themselves|yourself)
        (?!_in_the_foot)
    | cut_myself(?!_(?:some|short|off|a|on|out|shaving|loose)) | self_harm(?:ing|ed|s)?
    | selfharm | self_injur(?:y|ing) | suicidal_ideation | unalive
    | (?:end|ending|ended|take|taking|took|taken)_(?:my|his|her|their|your)_(?:own_)?life
    | end_it_all | ending_it_all
    | (?:ready|want|going|wanna)_(?:to_)?end_it(?!_(?:with|here|there|by|up))
    | (?:want|wanted|wants|wanting|wish|wishing|ready|trying)_to_die(?!_(?:of_laughter|laughing))
    | wanna_die
    | (?:i'?m|i_am|(?:he|she|WHOSE_KIN)(?:'s|_is|_was))_(?:going_to|gonna)_die
    | wish(?:ed)?_i_(?:was|were|had|could|would|wasn'?t|weren'?t)(?:_just)?_(?:dead|never_been_born|
        never_born|die|disappear|alive|not_alive|stop_existing|gone)
    | (?:don'?t|do_not|didn'?t|doesn'?t)_(?:really_)?(?:want|wanna|wish|care)(?:_to)?_(?:live|
        be_alive|exist|wake_up|be_here_anymore|if_i_(?:live|die))
    | (?:better|best)_off_(?:dead|without_me)
    | (?:no|any|a)_reason_to_(?:live|go_on|keep_going) | nothing_(?:left_)?to_live_for
    | (?:no|any)_point_(?:in_|of_)?(?:living|going_on|being_alive)
    | (?:life_is|life_isn'?t|life'?s|life_is_not)_(?:not_)?(?:worth_living|meaningless|pointless)
    | tired_of_(?:living|life|being_alive|existing) | no_will_to_live | lost_the_will_to_live
    | can(?:'?t|not)_(?:go_on|do_this|take_it|take_this|cope|live_like_this|keep_going|handle_life)
        (?:_any_?more|_any_longer) | can(?:'?t|not)_(?:go_on|cope|live_like_this)
    | overdos(?:e|ed|ing) | slit_(?:my|his|her|their)_wrists?
    | (?:jump|jumped|jumping)_(?:off|from)_(?:a|the)_(?:bridge|roof|building|balcony)
    | (?:gonna|wanna|want_to|going_to|might|should|just|i'?ll|could)_kms
    | (?:hate|hating|hated)_(?:my_life|myself|being_alive) | loathe_myself
    | FEEL_VERY(?:depressed|hopeless|worthless|suicidal|empty_inside|numb|alone|lonely|heartbroken|
        devastated|desperate|despair|broken_inside|falling_apart|breaking_down|dying_inside|
        miserable|traumati[sz]ed|grieving|unloved|unwanted)(?!_(?:at|with|romantic|in_the_code|to|
        for))
    | (?<!great_)depression(?!_(?:in|era|of_the)) | depressive | bipolar_disorder
    | (?:i'?m|am)_bipolar | schizophreni\w{1,2} | psychosis | ptsd | borderline_personality
    | (?:my|her|his|severe|social|bad|crippling)_anxiety | anxiety_(?:attacks?|disorder)
    | panic_attacks?
    | (?:nervous|mental|emotional)_breakdown
    | mental_(?:illness|hospital|health_(?:crisis|issues|problems|struggles)) | psych_ward
    | psychiatric | eating_disorder | anorexi[ac] | bulimi[ac] | my_(?:childhood_)?trauma
    | childhood_trauma
    | (?:no_?one|nobody)_(?:cares_about_me|loves_me|would_(?:care|notice|miss_me)|understands_me|
        to_talk_to) | have_(?:no_?one|nobody)(?:_left)?_to_talk_to$
    | (?:cry|crying|cried)(?:_myself)?_(?:to_sleep|all_(?:day|night|week|morning)|every_(?:day|
        night)) | can'?t_stop_crying | lost_all_hope
    | (?:given|giving|gave)_up_on_(?:life|everything|myself)
    | i(?:'?m|_am)_a_(?:burden|failure|waste_of_space)
    | (?:i|my_life)_(?:have|has)_no_hope | at_the_end_of_my_rope | rock_bottom
    | pass(?:ed|ing|es)_away
    | (?<!o_)rest_in_peace
    | (?:death|loss)_in_(?:the|my|our|her|his)_family
    | WHOSE_KIN_LATELY(?:died|dead|dying(?!_to)|murdered|killed(?!_(?:it|the|a|my|his|her|that|this|
        all|me))|drowned|passed$|passed_(?:on|yesterday|last)|in_a_coma|on_life_support|
        terminally_ill)(?!_(?:laughing|of_laughter|set|on_me|in_(?:the_)?game))
    | lost_(?:my|our|his|her|their|a)_(?:SOME_)?(?:KIN|house|home|job|everything)(?!_(?:s|password|
        account|page|folder|file|key|number))
    | (?:loss|death|passing|funeral|anniversary_of_the_death)_of_WHOSE_(?:SOME_)?KIN
    | (?:losing|burying|buried|mourning|miss|missing)_(?:my|our)_(?:late_|dead_|\w+_)?KIN
    | funerals? | cremat(?:ed|ion) | grieving | in_mourning | bereave(?:d|ment) | condolences
    | my_grief
    | (?<!good_)(?<!me_)(?<!of_)grief(?=_(?:is|over|for|and|after|counsel\w{1,6}))
    | sorry_for_your_loss | miscarriage(?!_of_justice) | miscarried | stillb(?:irth|orn)
    | widowed
    | (?:a|her)_widow(?:er)?$
    | put_(?:my|our)_(?:dog|cat|puppy|kitten|horse|rabbit|pet)_to_sleep
    | WHO_(?:was|were|got|is|am|(?:has|have)_been|just_got|being)_(?:SOME_)?diagnosed
    | diagnosed_with(?!_(?:a_)?(?:bug|wireshark|strace))
    | HAS_(?:SOME_){0,2}(?:cancer|leuka?emia|lymphoma|a_(?:brain_)?tumou?r|dementia|alzheimer'?s|
        parkinson'?s|hiv|a_stroke|a_heart_attack|a_seizure|seizures|kidney_failure|
        multiple_sclerosis)(?!_(?:data|dataset|research))
    | (?:fighting|battling|beat|survived|dying_(?:of|from)|died_(?:of|from)|suffering_from)_
        (?:SOME_)?(?:cancer|leuka?emia|\w+_(?:disease|illness))
    | cancer_(?:treatment|diagnosis|patient|survivor|is_back|came_back|has_spread|ward)
    | my_cancer
    | (?:lung|brain|skin|bowel|ovarian|pancreatic|prostate)_cancer | chemo(?:therapy)?
    | radiotherapy | hospice | palliative | terminal(?:ly)?_(?:ill|illness|cancer)
    | stage_(?:four|iv|4|three|iii|3)_(?:SOME_)?cancer | life_support_machine | dialysis
    | (?:in|to|from|into|at)_(?:the_)?(?:hospital|intensive_care|icu|emergency_room)(?!_(?:app|
        website|system|software|management|database|project)) | hospitali[sz]ed
    | rushed_to_(?:the_)?er
    | (?:my|his|her|mom'?s|dad'?s|having|had|upcoming)_(?:SOME_)?surgery
    | needs?_(?:heart|brain|emergency|back|eye)_surgery
    | (?:kidney|liver|heart|organ)_(?:transplant|failure)
    | WHO_(?:(?:am|is|are|was|were)_)?(?:very|seriously|gravely|critically|terminally|chronically|
        really)_(?:ill|sick) | chronic_(?:pain|illness|disease)
    | (?:car|motorcycle|bike|road|train|plane)_(?:accident|crash|wreck)
    | (?:bad|serious|terrible|horrible|tragic)_accident | in_an_accident | relapsed
    | (?:addicted_to|addiction_to)_(?:heroin|drugs|alcohol|painkillers|pills|meth|opioids|cocaine|
        gambling) | my_addiction
    | (?:is|am|i'?m|was)_an_(?:alcoholic|addict) | in_rehab
    | abusive_(?:relationship|marriage|household|home|childhood|parents?|ex|\w+friend|husband|wife|
        partner|father|mother|dad|mom)
    | (?:sexual|sexually|physically|emotionally|verbally|domestic|child|childhood)_(?:abus(?:e|ed|
        ive)|assault(?:ed)?|violence|harass(?:ed|ment)|molest\w{0,4})
    | (?:abused|abuses|abusing|abuse)_(?:me|her|him|us|WHOSE_KIN|as_a_(?:child|kid))
    | WHO_(?:was|were|got|am|is|have_been|has_been|being)_(?:\w+ly_)?(?:abused|assaulted|stalked|
        mugged|bullied|groomed) | being_(?:abused|stalked|bullied|blackmailed) | molested
    | raped | rapist | beaten_up | trafficked_(?:as|by|into|to) | my_abuser
    | (?:WHOSE_KIN|he|she)_OFTEN(?:hits?|beats?|chok(?:es|ed)|punch(?:es|ed)|slap(?:s|ped)|hurts?|
        threatens?|threatened)_(?:me|us)(?!_(?:to|at|up|in|by|with|on))
    | (?:scared|afraid|terrified)_of_my_(?:SOME_)?(?:husband|wife|partner|boyfriend|girlfriend|ex|
        father|dad|mother|mom|parents|stepdad|stepfather|family) | afraid_to_go_home
    | (?:stalking|bullying|bullied)_me | threatened_to_kill | not_safe_at_home
    | unsafe_at_home
    | (?:i'?m|am|we'?re|are|became|become|was)_(?:SOME_)?homeless
    | (?:i|we)_(?:got|am_being|are_being|was|were|have_been)_evicted
"""
_GERMAN = r"""
      suizid\w{0,8} | selbstmord\w{0,10} | selbstverletz\w{1,6} | ritze_mich
    | (?:mich|sich)_(?:selbst_)?(?:umbringen|umgebracht|töten|verletzen|erhängen)
    | (?:mir|sich)_das_leben_(?:nehmen|genommen)
    | (?:will|möchte|wollte)_(?:SOME_){0,2}(?:sterben|nicht_mehr_leben|tot_sein)
    | (?:kann|mag|will)_(?:einfach_)?nicht_mehr_(?:leben|weiterleben)
    | wäre_(?:lieber|am_liebsten)_tot | keinen_sinn_mehr
    | (?:bin|ist|war|sind|fühle_mich|habe|schwere|meine)_(?:SOME_){0,2}(?:depressiv|depressionen?|
        verzweifelt|hoffnungslos|wertlos|todtraurig|todkrank|schwer_krank|magersüchtig)
    | panikattacken?
    | (?:mein|meine|unser|unsere|sein|seine|ihr|ihre|der|die)_(?:SOME_)?(?:mutter|vater|mama|papa|
        eltern|bruder|schwester|sohn|tochter|frau|mann|partner|partnerin|freund|freundin|oma|opa|
        großmutter|großvater|onkel|tante|cousin|cousine|kind|baby|hund|katze|kater)_(?:SOME_){0,4}
        (?:gestorben|verstorben|tot|ums_leben_gekommen|stirbt|krebs|im_krankenhaus|im_koma|
        verloren)
    | (?:habe|hab|haben)_(?:SOME_)?(?:meinen|meine|mein|unseren|unsere|unser)_(?:SOME_)?(?:mutter|
        vater|mama|papa|bruder|schwester|sohn|tochter|frau|mann|partner|freund|freundin|oma|opa|
        kind|baby|hund|katze|job|wohnung)_(?:SOME_){0,2}verloren | todesfall | trauerfall
    | beerdigung
    | (?:herzliches_|mein_)beileid | in_trauer | trauere | fehlgeburt
    | (?:habe|hat|an|mit|diagnose)_(?:SOME_)?krebs | krebsdiagnose | chemotherapie | chemo
    | schlaganfall | herzinfarkt | im_krankenhaus | intensivstation | schwerer_unfall
    | unheilbar
    | (?:wurde|werde|worden)_(?:SOME_){0,3}(?:vergewaltigt|missbraucht|misshandelt|geschlagen|
        gestalkt|gemobbt) | vergewaltig(?:t|ung) | häusliche_gewalt | schlägt_mich
    | angst_vor_mein(?:em|er)_(?:\w+)
    | (?:hasse|hass)_(?:mich|mein_leben)
    | niemand(?:en)?_(?:mehr_)?(?:liebt_mich|vermissen|zum_reden)
"""
_SPANISH = r"""
      suicid\w{1,8} | autolesi\w{1,6}
    | (?:quiero|quería|quisiera|ganas_de)_(?:morir(?:me)?|matarme|desaparecer|no_vivir)
    | matarme | quitarme_la_vida | quitó_la_vida
    | no_(?:quiero|puedo)_(?:seguir_viviendo|vivir(?:_más)?|más_con_(?:mi_vida|todo))
    | hacerme_daño | cortarme_las_venas
    | (?:odio_mi_vida|me_odio|nadie_me_quiere|sin_ganas_de_vivir|no_vale_la_pena_vivir)
    | (?:estoy|está|me_siento|siento|tengo|con)_(?:SOME_)?(?:deprimid[oa]|depresión|desesperad[oa]|
        destrozad[oa]|sin_esperanza|ansiedad) | ataques?_de_(?:pánico|ansiedad)
    | (?:murió|falleció|ha_muerto|ha_fallecido|se_murió|acaba_de_(?:morir|fallecer)|perdí_a|
        muerte_de|se_está_muriendo|mataron_a)_(?:SOME_)?(?:mi|su|nuestr[oa]|mis|un|una)_\w+
    | (?:mi|mis|nuestr[oa])_(?:madre|padre|mamá|papá|padres|herman[oa]|hij[oa]|espos[oa]|novi[oa]|
        abuel[oa]|tí[oa]|amig[oa]|prim[oa]|bebé|perr[oa]|gat[oa])_(?:SOME_){0,3}(?:murió|falleció|
        muerto|fallecido|muriendo|cáncer|hospital) | funeral | entierro | velorio
    | mi_más_sentido_pésame | estoy_de_luto | aborto_espontáneo
    | (?:tengo|tiene|de|con|contra_el)_cáncer | quimioterapia | cuidados_intensivos | infarto
    | enfermedad_(?:grave|terminal) | diagnosticaron
    | (?:en|al)_(?:el_)?hospital | violaron | me_violó | violad[oa]
    | abus(?:ó|aron|aba)_de_(?:mí|ella|él) | abuso_sexual | violencia_(?:de_género|doméstica)
    | me_(?:pega|golpea|maltrata|acosa)n? | maltrat(?:o|ada|ado) | tengo_miedo_de_mi
"""
_FRENCH = r"""
      suicid\w{1,5} | me_(?:tuer|pendre|scarifier) | m'ôter_la_vida
    | mettre_fin_à_(?:mes|ses)_jours
    | (?:veux|voudrais|envie_de|voulais)_(?:juste_)?(?:mourir|disparaître|en_finir)
    | automutil\w{1,6} | plus_(?:envie|la_force)_de_vivre | me_faire_du_mal | m'ôter_la_vie
    | s'est_(?:tuée?|pendue?)
    | (?:suis|est|me_sens|sens|fais_une|en|ma)_(?:SOME_)?(?:déprimée?|dépression|désespérée?|
        dépressi(?:f|ve)|effondrée?|anéantie?) | déteste_ma_vie | me_déteste | personne_ne_m'aime
    | crises?_d'angoisse | crise_de_panique
    | (?:ma|mon|mes|notre|nos|sa|son)_(?:SOME_)?(?:mère|père|maman|papa|parents|frère|sœur|soeur|
        fils|fille|femme|mari|compagn(?:e|on)|copine?|grand_mère|grand_père|mamie|papi|oncle|
        tante|cousine?|amie?|bébé|enfant|chien|chat)_(?:SOME_){0,3}(?:mort|morte|décédée?|meurt|
        mourir|mourante?|cancer|hôpital|coma)
    | (?:mort|décès|perte|perdu|enterrement|obsèques)_(?:de_)?(?:ma|mon|mes|notre)_\w+
    | enterrement | obsèques | condoléances | en_deuil | fausse_couche
    | (?:a|ai|un|du|d'un|le)_cancer | chimio(?:thérapie)?
    | (?:à|de)_l'hôpital | hospitalisée? | soins_intensifs | soins_palliatifs | maladie_grave
    | infarctus | viol(?:ée|eur) | été_violée?s? | abus(?:é|ée)_(?:de_moi|sexuellement)
    | abus_sexuels?
    | violences?_(?:conjugales?|domestiques?|sexuelles?)
    | me_(?:frappe|bat|harcèle|menace)(?!_(?:à|au|aux)) | peur_de_mon_(?:mari|père|ex|copain)
"""
_PORTUGUESE = r"""
      suic[ií]d\w{1,4} | suicidar | automutila\w{1,4} | me_(?:matar|cortar|machucar|enforcar)
    | (?:quero|queria|vontade_de)_(?:só_)?(?:morrer|sumir|desaparecer|me_matar)
    | tirar_(?:a_)?(?:minha|própria)_(?:própria_)?vida | acabar_com_(?:a_minha|minha)_vida
    | não_(?:quero|aguento|consigo)_mais_(?:viver|a_vida) | matar_me
    | (?:estou|está|tô|me_sinto|sinto|tenho|com)_(?:SOME_)?(?:deprimid[oa]|depressão|desesperad[oa]|
        sem_esperança|arrasad[oa]) | odeio_(?:a_)?minha_vida | me_odeio | ninguém_me_ama
    | (?:crises?|ataques?)_de_(?:pânico|ansiedade)
    | (?:minha|meu|meus|nossa|nosso|sua|seu)_(?:SOME_)?(?:mãe|pai|pais|irmão|irmã|filh[oa]|
        espos[oa]|marido|mulher|namorad[oa]|av[óô]|vov[óô]|ti[oa]|prim[oa]|amig[oa]|bebê|
        cachorr[oa]|gat[oa])_(?:SOME_){0,3}(?:morreu|faleceu|morto|morta|morrendo|falecid[oa]|câncer|
        cancro|
        hospital|uti)
    | (?:perdi|perdemos|morte_(?:de|da|do)|falecimento_(?:de|da|do)|enterro_(?:de|da|do))_(?:a_|o_)?
        (?:minha|meu|nossa|nosso)_\w+ | velório | enterro | funeral | meus_pêsames
    | minhas_condolências | em_luto | de_luto | aborto_espontâneo
    | (?:tem|tenho|com|de|contra_o)_(?:câncer|cancro) | quimioterapia
    | (?:no|ao|para_o)_hospital | na_uti | doença_(?:grave|terminal) | infarto
    | diagnosticad[oa] | estuprad[oa] | estupro | abus(?:o_sexual|ou_de_mim|ada_sexualmente)
    | violência_doméstica | me_(?:bate|agride|espanca|ameaça)
    | (?:fui|sendo|sou)_(?:abusad[oa]|agredid[oa]|violad[oa]) | medo_do_meu_(?:marido|pai|ex)
"""


def _either(phrases: str) -> re.Pattern[str]:
    for name, meaning in _NAMED.items():
        phrases = phrases.replace(name, meaning.replace(" ", "_"))
    return re.compile(rf"\b(?:{phrases})(?!\w)".replace("_", "[ ]"), re.VERBOSE)


PHRASES: Mapping[str, re.Pattern[str]] = {
    "en": _either(_ENGLISH),
    "de": _either(_GERMAN),
    "es": _either(_SPANISH),
    "fr": _either(_FRENCH),
    "pt": _either(_PORTUGUESE),
}
"""One expression per language, which meets any of its phrases at the start of a word."""
