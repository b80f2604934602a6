"""Words that introduce what somebody said, thought or wants, and the complements in which it stands."""

from __future__ import annotations

__all__ = [
    "ADJECTIVES",
    "CLAUSE",
    "HEARERS",
    "INFINITIVE",
    "LAYER",
    "NAMING",
    "NOUNS",
    "OBJECT",
    "PARTICIPLES",
    "QUOTING",
    "RECORDS",
    "REPORTING",
    "WITH",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _with(text: str) -> dict[str, frozenset[str]]:
    return {word: frozenset(rest.split(",")) for word, _, rest in (item.partition(":") for item in text.split())}


CLAUSE = _words("""
    accept accuse acknowledge add admit advise affirm agree allege allow announce answer anticipate argue ask
    assert assess assume assure aver believe bemoan bet blog boast brag calculate caution chant charge claim
    clarify comment complain concede conclude concur confess confide confirm consider contemplate contend
    convince counter crow cry decide declare decree decry deduce demand demonstrate deny determine disagree
    disclose discover doubt e-mail email emphasise emphasize enthuse estimate exclaim expect explain express
    fear feel figure find forecast foresee fret fume gloat gripe grumble guess hear highlight hint hop hope
    hypothesize illustrate imagine imply indicate inform insinuate insist interject intone joke judge know
    lament learn lecture maintain marvel mention moan muse mutter note notice object observe opine persuade
    plead pledge point posit post postulate preach predict proclaim profess promise pronounce propose protest
    prove question quip rant reaffirm realise realize reason reassure recall reckon recognise recognize
    recommend recount regret reiterate rejoice relate relay remark remember remind repeat reply report request
    resolve respond retort retweet reveal riff rue rule say scoff sense shout show shrug signal snap sneer
    speculate state stipulate stress suggest surmise suspect swear teach tell testify text theorize think
    thunder tweet underline underscore understand urge venture volunteer vow wager want warn warrant whisper
    wonder worry write yell
    """)
"""Verbs that take a clause: that he will come, whether he will come, he will come."""

QUOTING = CLAUSE - _words("want know hear prove show find hop allow realise realize teach determine") | _words("""
    ask answer begin continue conclude chime call call bellow bark blast blurt chuckle chide describe echo
    elaborate go implore inquire interrupt joke laugh offer press put read recite reference riff sing speak
    start stutter threaten mock label dub term deem characterize characterise slam rip tout quote cite lambast
    attack praise criticize deride denounce dismiss summarize sum address issue publish release vent warble roar
    scream boom gush gasp hiss holler moan pray quiz toast
    """)
"""Verbs beside which words in quotation marks are somebody's words."""

INFINITIVE = _words("""
    ache agree aim ask beg call campaign challenge claim command compel consider decide decline demand direct
    dream elect encourage endorse exhort expect forbid hop hope implore instruct intend invite like lobby long
    love offer opt order persuade plan plead pledge plot prefer prepare press profess promise propose push
    recommend refuse request resist resolve seek swear tell threaten urge volunteer vote vow want warn wish
    """)
"""Verbs that take "to do", of the speaker or of somebody else: vowed to leave, urged them to leave."""

OBJECT = _words("""
    accept acknowledge address admit advocate affirm allege announce answer applaud approve argue articulate
    assail assert attack back backed bash believe bemoan berate blame blast boast broach castigate celebrate
    champion chant cheer chide cite claim clarify commend compliment concede condemn confess confirm
    congratulate consider contemplate contradict contrast credit criticise criticize critique debunk declare
    decline decry deem defend demonize denigrate denounce deny deplore deride describe detail detest disapprove
    disavow disclose discuss dislike dismiss disown disparage dispute disregard document doubt downplay echo
    embrace emphasise emphasize endorse espouse estimate expect explain express extol extoll favor favour fear
    feel flaunt float forecast foresee foreshadow guess hail hate herald highlight ignore impugn indicate
    insinuate insult interpret invoke issue justify know lambast lambaste lament laud like loathe love malign
    mandate mention mock mull negotiate note offer oppose outline pan parrot perceive pledge ponder portray
    praise preach predict prefer profess project promise promote pronounce propose protest question reaffirm
    rebuff rebuke rebut recall reciprocate recite recognise recognize recommend recount reference refuse refute
    regret reiterate reject relish remember renounce repeat report repudiate repudiates request resent resist
    restate restrict retweet reveal ridicule rip satirize savage scorn second seek share show shrug signal
    skewer slam slammed spell state stress suggest support sympathize thank tout trumpet underline underscore
    understand urge utter veto vilify voice want welcome withdraw
    """)
"""Verbs of speech or attitude whose object is the content: criticised the deal, expressed doubt about it."""

WITH = _with("""
    accuse:of admit:to advise:against advocate:for agree:with,on,to aim:at align:with allude:to apologise:for
    apologize:for approve:of argue:for,against ask:about,for assure:of attack:for,over,as attribute:to balk:at
    begin:by believe:in bill:as blame:for,on blast:for,as boast:about,of brag:about brand:as bristle:at brush:off
    call:for,on,into,with campaign:for,against care:about cast:as caution:against,about characterise:as
    characterize:as charge:with cheer:for chide:for cite:as clash:over come:against,for comment:on,about commit:to
    compare:to complain:about,of,over,with conceive:of conclude:by concur:with condemn:as,for confess:to
    congratulate:for,on count:among credit:for,with,as criticise:for,as,over criticize:for,as,over defend:as,against
    denounce:as,for depict:as deride:as describe:as disagree:with,over,on disapprove:of dismiss:as distance:from
    divide:over double:on dwell:on elaborate:on envisage:as envision:as express:about fantasize:about fault:for
    fear:for feel:about file:for find:with focus:on frame:as fret:about,over hail:as harp:on hint:at,of hit:for
    hold:responsible,accountable hop:for hope:for identify:as,with inform:of,about inquire:about insist:on,upon
    interpret:as joke:about know:about,as,for label:as lambast:for,as lash:at,out laud:for,as lecture:about liken:to
    line:behind list:as lobby:for,against look:to,for mention:as mock:for,as mull:over object:to opine:on opt:for
    paint:as perceive:as pile:on pitch:as plead:to,for,with pledge:to point:to,out,at,as poke:at portray:as
    position:as pounce:on praise:for,as preach:about present:as press:for,about,on protest:against
    push:for,back,against question:about quote:as rail:against rally:behind rant:about recall:as recognise:as
    recognize:as refer:to,as reflect:on refrain:from regard:as remark:on,upon,about remember:as remind:of,about
    respond:to,with,by riff:on rip:for root:for say:about see:as show:with side:with sign:on slam:for,as
    speak:about,of,against,on speculate:about,on split:on stand:by,behind suspect:of talk:about,of,up tell:about,of
    testify:about thank:for think:of,about throw:behind touch:on tout:as treat:as tweet:about view:as
    vote:for,against vouch:for vow:to wait:for warn:of,about,against,on weigh:on,in wonder:about worry:about,over
    write:about,of
    """)
"""Verbs whose content stands after a preposition or particle: accused of, called for, sees ... as."""

NAMING = _words("call label dub term deem brand title consider declare name")
"""Verbs that give something a name: called it a mistake. The object and its name are the content."""

HEARERS = _words("""
    advise ask assure brief caution convince email inform lecture notify persuade press promise question
    reassure remind teach tell text warn
    """)
"""Verbs whose object is who hears it, where a clause follows."""

PARTICIPLES = _words("""
    accuse acknowledge add admit allege argue assert call cite claim complain conclude declare describe
    emphasise emphasize explain express hint imply indicate insist note point predict promise say saying stress
    suggest tell urge vow warn write
    """)
"""Verbs whose participle after a comma speaks for the subject of the main verb, whatever noun stands nearest."""

LAYER = _words("""
    accuse admit announce argue believe call claim declare deny describe fear hope insist predict promise say
    tell think threaten vow want warn write
    """)
"""Verbs that begin a second layer inside somebody's words: "He calls the president a 'dear friend'"."""

REPORTING = _words("""
    acknowledge add admit allege announce argue assert caution claim conclude declare demand explain insist
    maintain note pledge propose reject report say stress suggest tell urge vow warn
    """)
"""Verbs of speech strong enough to end another verb's content where they are coordinated with it."""

NOUNS = _with("""
    accusation:that,of admiration:of,for admission:that,of advice:that,to,on advocate:for agreement:that,to,on,with
    allegation:that,of,about allegiance:to announcement:that,of,about anxiety:about,over,that appeal:for,to
    apprehension:about argument:that,for,against,about assertion:that,of,about assessment:that,of assumption:that
    assurance:that,of attack:on,against attitude:toward,towards,to backing:of,for belief:that,in bid:to
    call:for,to,on campaign:against case:for,against caution:that,about chant:of charge:that,of cheer:of
    claim:that,of,about,to comment:that,about,on commitment:to complaint:that,about,of concern:that,about,over,for
    concession:that conclusion:that,of confidence:that,in consensus:that,on contention:that conviction:that
    critic:of criticism:of,that,on critique:of decision:that,to declaration:that,of defence:of defender:of
    defense:of demand:for,that,to denial:of,that denunciation:of description:of desire:to,for determination:to
    disagreement:with,over,about disappointment:that,with,over disapproval:of disclosure:that,of discussion:of,about
    disdain:for dismay:at,over,that doubt:that,about,over eagerness:to embrace:of endorsement:of,for
    enthusiasm:for,about estimate:that,of expectation:that,of explanation:of,that,for faith:in favor:of favour:of
    fear:that,of,about finding:that forecast:that,of,for frustration:with,over,that,at hint:that,of,at
    hope:that,of,for,to hypothesis:that idea:that,of inclination:to insinuation:that insistence:that,on
    intention:to,of interest:in invitation:to joke:about judgement:that,on judgment:that,on lament:that mention:of
    message:that notion:that objection:to,that observation:that opinion:that,of,on,about opponent:of opposition:to
    optimism:that,about outrage:over,at,that perception:that,of pessimism:about plan:to,for plea:for,to,that
    pledge:to,that position:that,on praise:for,of prediction:that,of,about preference:for promise:to,that,of
    proponent:of proposal:to,for,that,of proposition:that question:about,whether reaction:to reassurance:that,of
    recommendation:that,to reference:to refusal:to rejection:of reluctance:to remark:that,about,on reminder:that,of
    reply:that report:that,of,on request:for,that,to resolve:to respect:for revelation:that,of,about
    rumor:that,of,about rumour:that,of,about scepticism:about,of,that sense:that,of sentiment:that
    skepticism:about,of,that speculation:that,about,over stance:on,that statement:that,of,on,about
    suggestion:that,of,to support:for,of supporter:of suspicion:that,of,about sympathy:for talk:about,of
    testimony:that,about theory:that,of thought:that,on threat:to,that understanding:that,of unwillingness:to
    verdict:that,on view:that,of,on,about vow:to,that warning:that,of,about,against,to willingness:to
    wish:to,that,for word:that worry:that,about,over
    """)
"""Nouns of speech, opinion and attitude with what introduces the content."""

ADJECTIVES = _with("""
    adamant:that,about,in afraid:that,of,to agnostic:about angry:that,about,at,over anxious:that,about,to
    apprehensive:about ashamed:of,that aware:that,of bullish:on,about certain:that,of,about clear:that,about
    concerned:that,about,with,over confident:that,in,of,about convinced:that,of critical:of curious:about
    desperate:to determined:to disappointed:that,in,by,with dismissive:of doubtful:that,about,of
    dubious:of,about,that eager:to enthusiastic:about explicit:that,about,in fearful:that,of
    frustrated:with,that,by,at furious:that,at,over,about glad:that,to happy:that,to,with hesitant:to,about
    hopeful:that,about,of hostile:to,toward inclined:to insistent:that,on intent:on interested:in keen:to,on
    leery:of loath:to mindful:of,that nervous:about,that open:to opposed:to optimistic:that,about
    outraged:that,by,at,over outspoken:about,in,on pessimistic:that,about pleased:that,with,to,by
    positive:that,about proud:that,of,to ready:to relieved:that,to reluctant:to sad:that sceptical:that,of,about
    skeptical:that,of,about sorry:that,for,to supportive:of sure:that,of,about surprised:that,by,at
    suspicious:of,about,that sympathetic:to thankful:that,for thrilled:that,with,to uncertain:about,of,that,whether
    uneasy:about,with unhappy:that,about,with unsure:about,of,whether,that unwilling:to upset:that,about,with,by
    vocal:about,in wary:of,about willing:to worried:that,about,over
    """)
"""Adjectives of belief, doubt and will with what introduces the content."""

RECORDS = _words("""
    ad advertisement analysis article assessment book brief column communique complaint declaration document
    dossier editorial email essay filing headline interview lawsuit letter magazine memo message newspaper note
    op-ed paper poll post release report review ruling speaker speech statement story study survey testimony
    transcript tweet
    """)
"""Things that speak for whoever wrote them."""
