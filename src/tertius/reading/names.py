"""Words around people's names: titles, roles, given names, and what shows that a name is no person's."""

from __future__ import annotations

__all__ = [
    "FAMILY_FIRST",
    "FEMALE",
    "GROUPS",
    "MALE",
    "NOT_PEOPLE",
    "PARTICLES",
    "ROLES",
    "SUFFIXES",
    "TITLES",
    "gender_of",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor president chancellor premier king queen prince
    princess sen sen. senator rep rep. congressman congresswoman representative gov gov. governor mayor minister
    secretary ambassador general gen gen. admiral adm. colonel col. lt. maj. major capt. captain sgt. sir lord
    lady dame judge justice speaker chairman chairwoman director chief officer pope rev. rev reverend bishop
    cardinal imam ayatollah sheikh emir sultan emperor crown vice prime foreign defense defence deputy former
    acting attorney spokesman spokeswoman spokesperson candidate nominee leader first hon. comrade marshal
    commissioner envoy
    """)
"""Words that stand before a name and are no part of it, in lower case."""

SUFFIXES = _words("jr jr. sr sr. ii iii iv phd ph.d. md m.d. esq esq.")
PARTICLES = _words("von van de der den del della di da dos la le al el bin ibn ben abu ter ten zu st. st")

ROLES: dict[str, frozenset[str]] = {
    "leader": _words("president premier chancellor king queen monarch emperor emir sultan dictator pope ayatollah"),
    "journalist": _words(
        "journalist reporter correspondent editor columnist host commentator broadcaster blogger publisher pundit"
    ),
    "official": _words("""
    minister secretary ambassador spokesman spokeswoman spokesperson official senator governor congressman
    congresswoman diplomat general admiral colonel envoy lawmaker legislator deputy mayor commissioner
    representative judge justice prosecutor commander chief attorney officer speaker mp mep undersecretary
    sheriff councilman councilwoman aide candidate nominee sen. rep. gov. gen. adm. lieutenant negotiator
    treasurer
    """),
    "expert": _words("""
    analyst expert professor fellow scholar researcher economist historian lecturer strategist advisor adviser
    scientist pollster academic director founder specialist consultant author co-author observer sociologist
    sinologist lawyer dean associate strategists demographer physicist psychologist
    """),
}
"""Role nouns by the role they give; the first role in this order that fits a description wins."""

GROUPS = _words("""
    politician politicians official officials analyst analysts expert experts critic critics supporter
    supporters observer observers lawmaker lawmakers diplomat diplomats source sources republican republicans
    democrat democrats voter voters leader leaders people member members scholar scholars economist economists
    adviser advisers advisor advisors aide aides reporters others many some most several few they them those
    both all researchers authors
    """)

NOT_PEOPLE = _words("""
    university college school institute institution center centre council committee commission congress senate
    house department ministry agency bureau office party company corporation corp inc inc. ltd group bank fund
    union association foundation society league team court street avenue road times post journal news tribune
    herald magazine press network radio television tv cnn fox bbc reuters bloomberg war act bill law treaty
    agreement summit conference convention north south east west northern southern eastern western central new
    united states kingdom republic federation nation nations world international national federal state city
    county island islands river sea ocean mountain bay airport hall tower hotel building square day week month
    year january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday america american americans europe european asia asian africa
    african russia russian china chinese god christmas easter olympics games cup prize award army navy force
    forces guard police security administration campaign organization organisation watch report review white
    black project forum laboratory labs lab initiative movement coalition alliance partners capital trust
    service services store library museum church show program programme kremlin pentagon brexit twitter facebook
    google clinton's
    """)
"""A capitalised phrase that holds one of these, in lower case, names no person."""

FAMILY_FIRST = _words("""
    xi wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie
    han tang feng yu dong xiao cheng cao yuan deng jiang cai lu wei ding qin mao kim park lee choi jung kang cho
    yoon jang lim shin hwang ahn nguyen tran pham hoang phan vu dang bui moon ban yan ye tian shi fu qian dai
    fan shen ren
    """)
"""Family names that stand first, in Chinese, Korean and Vietnamese order."""

MALE = _words("""
    aaron abdul abdullah adam ahmed alan albert alex alexander alexei alexey ali andrei andrew andy anthony
    antonio antony arthur barack ben benjamin bernard bernie bill bob boris brad brendan brett brian bruce carl
    carlos charles charlie chris christopher chuck colin corey craig dan daniel dave david dean dennis denis
    dick dmitri dmitry don donald doug douglas ed eddie edward emmanuel eric erik eugene evan felix francis
    francois frank franklin fred frederick gary gavin gennady geoffrey george gerald gerhard giorgio glenn
    gordon graham greg gregory guy hamid hans harold harry hassan henry herbert howard hugh ian igor ivan jack
    jacob jake james jan jason jay jean jeb jeff jeffrey jeremy jerry jim jimmy joe joel johan john johnny jon
    jonathan jorge jose joseph josh joshua juan julian justin karl keith ken kenneth kevin khalid konstantin
    kurt lars larry lawrence leo leon leonid lindsey lloyd louis lucas luis luke manuel marc marco mario mark
    markus martin marty matt matthew maurice max maxim michael michel mike mikhail mitch mitt mohammad mohammed
    muhammad narendra nathan ned neil newt nicholas nick nicolas nigel nikolai norman oleg oliver omar oscar
    otto pablo pat patrick paul pavel pedro pete peter phil philip pierre pyotr rafael ralph ramzan rand randy
    ray raymond recep reince richard rick rob robert roberto robin rodrigo roger roman ron ronald ross roy
    rudolph rudy russell ryan saeed sam samuel scott sean sebastian sergei sergey shinzo simon stanislav stefan
    stephen steve steven stuart tayyip ted terry thomas tim timothy todd tom tomas tony trevor vasily victor
    viktor vince vincent vitaly vladimir vladislav vyacheslav walter warren wayne wilbur william wolfgang
    yevgeny yuri yury zachary ismail hiroshi kenji taro
    """)

FEMALE = _words("""
    abigail alexandra alice alicia alison amanda amy ana andrea angela angelina anita ann anna anne annette
    annie antonia april barbara beatrice becky bernadette beth betty beverly brenda brooke carla carly carmen
    carol caroline carolyn catherine cathy cecilia celia charlotte cheri chelsea cheryl chloe christina
    christine cindy claire clara claudia condoleezza connie cristina cynthia daria dawn deborah debbie debra
    denise diana diane dianne dina donna dora dorothy ekaterina elaine elena eleanor eliana elise elizabeth ella
    ellen emily emma erica erin esther eva evelyn fiona florence frances gabriela gail galina gina giorgia
    gloria grace gwen hanna hannah heather heidi helen helena hillary hope huma irina irene iris isabel ivanka
    jackie jane janet janice jasmine jean jeanne jen jennifer jenny jessica jill joan joanna joanne josephine
    joyce juanita judith judy julia julie june karen kate katherine kathleen kathryn kathy katie katrina kayla
    kellyanne kim kimberly kirsten kirsty kristen kristin laura lauren leah lena leslie lidia linda lisa loretta
    lori louise lucy lydia lynn madeleine maggie marcia margaret margarita maria marie marina marine marjorie
    marsha martha mary maya megan melania melanie melissa mercedes michelle mina miranda molly monica nadia
    nancy naomi natalia natalie natasha nicole nikki nina nora olga olivia oksana pamela patricia patti paula
    penny phyllis polina priscilla rachel rebecca regina renee rita roberta rosa rose ruth sabrina sally
    samantha sandra sara sarah sharon shirley sofia sonia sophia sophie stacy stella stephanie sue susan susanne
    suzanne svetlana sylvia tamara tammy tanya tara tatiana teresa tessa theresa tiffany tina tracy ulrike
    ursula valentina valerie vanessa vera veronica victoria virginia vivian wendy yelena yolanda yulia yvonne
    zoe
    """) - _words("jean kim")

_HIS = _words("mr mr. sir lord king prince emperor congressman councilman chairman spokesman pope sheikh sultan emir")
_HERS = _words("mrs mrs. ms ms. miss lady dame queen princess congresswoman councilwoman chairwoman spokeswoman")


def gender_of(name: str, titles: frozenset[str]) -> str | None:
    """The letter m or f where a title or the first given name shows it, else None."""
    if titles & _HIS:
        return "m"
    if titles & _HERS:
        return "f"
    first = name.split(maxsplit=1)[0].lower() if name else ""
    male, female = first in MALE, first in FEMALE
    return None if male == female else "m" if male else "f"
