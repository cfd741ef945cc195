"""The commonest function words of the languages the suite speaks, and English dates: never topics, wherever they stand.

Only words of four letters and more: shorter ones are never topics anyway. Compared as
:func:`smo_core.text.stem` leaves them.
"""

from __future__ import annotations

from smo_core.text import stem

_WORDS = """
able about above across after again against almost along already also although always among another based because been
before being below between both built came cannot come comes could does doing done down during each either enough even
ever every from further gets getting goes going gone have having here hers herself himself however into itself just
know known least leave less like made make makes making many might more most much must myself neither never nothing
often once only other else elsewhere anybody anyone anything anyway everybody everyone everything indeed instead maybe
nobody somebody someone possible possibility possibly give gives given giving cause causes caused causing turn turns
turned turning something sometimes still therefore thing things though together toward towards whatever whenever
wherever otherwise ours ourselves over perhaps quite rather said same says several shall should since some such take
taken takes than that their theirs them themselves then there these they this those through under unless until upon
used uses using very want well went were what when where whether which while whom whose will with within without would
yours yourself
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
avec aussi autre avant bien cela celle celui cette ceux chaque comme comment dans depuis donc elle elles encore entre
etre faire leur leurs mais meme moins notre nous parce pendant peut plus pour pourquoi quand quel quelle sans sont sous
tous tout toute toutes tres votre vous
aber alle allem allen aller alles also andere anderen auch beim bereits bist dann darf dass dein denn dennoch deren
dessen dich diese diesem diesen dieser dieses doch dort durch eine einem einen einer eines einige euch haben hatte hier
hinter ihre ihrem ihren ihrer immer jede jedem jeden jeder jedes jedoch jene kann kein keine konnte mehr mein mich nach
nicht nichts noch oder ohne sehr sein seine seinem seinen seiner sich sind solche sollte sondern ueber unser unter
viel vom wann warum weil welche wenn werden wird wieder wohl wurde zwar zwischen
algo alguna ante antes aunque cada casi como contra cual cuando desde donde durante ellos entre eran esta este estos
hasta mucho nosotros otra otro para pero poco porque puede quien según sino sobre también tanto tiene toda todo todos
unos vosotros
alcuni allora altri anche ancora avere che come con contro cosa cosi cui dalla dalle degli della delle dello dentro
dopo dove ecco erano essere fino gli hanno loro molto nella nelle nello nostro ogni oltre perché però poiché prima
proprio qualche quale quando quanto quella quello questa questi questo senza siamo sono sopra sotto stato tutti tutto
aquela aquele até cada como depois ela eles entre essa esse está isso isto mais mesmo muito nossa onde outra outro
para pela pelo porque quando quem seja sobre também todos uma você
alle andere daar deze dit doch door echter eens elke geen heeft hebben hier hoe hun iets iemand jouw kunnen maar meer
mijn moet naar niet niets nog omdat onder onze ook over tegen toch tussen uit van veel voor waar want wanneer wat
welke werd wordt zelf zich zijn zoals zonder zou
ale albo bardzo bez bowiem być była było będzie dla dlaczego gdy gdzie jak jako jednak jest jeszcze kiedy która które
który lub między może można nad niż oraz pod ponieważ przed przez przy są się także tego tej ten też tylko tym wszystko
więc żeby
более будет была были было быть ведь весь всего всех где даже для другой если есть ещё здесь или именно какой как
когда которая которые который кто лишь между меня может можно надо нас него него нет ничего однако она они очень перед
под после потому почему почти при про раз свой себя сейчас так также такой там тебе теперь тогда того только тоже
хотя чего через что чтобы эта эти это этого этот
або але без біля більше буде були було бути вже від вона вони все всі головне для його коли лише може між навіть нас
немає один після перед під при про саме свій себе так також такий там тепер тільки тому хоча через цього цей чому що
щоб який які
"""
STOPWORDS = frozenset(stem(word) for word in _WORDS.split())
