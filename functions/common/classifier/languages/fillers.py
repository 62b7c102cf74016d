"""Words that stand in any text: the model may weigh them, but they tell people nothing."""

from common.classifier.languages.language import words

FILLERS = words(
    """
    a about after all also am an and any are as at be because been before but by can could did do does doing for from
    get gets getting got had has have having he her here hers him his how i if i'd i'll i'm in into is it it's its just
    me more most my no not now of off on only or other our out over same she so some such than that that's the their
    them then there these they this those to too under until up very was we were what when where which while who why
    will with would you your
    """,
    """
    aber als am an auch auf aus bei bin das dass dem den der des die dies ein eine einem einen einer er es für habe
    haben hat ich ihr ihre im in ist kann man mein meine meinen mich mir mit nach nicht noch oder sich sie sind und uns
    unser unsere vom von vor war was wenn wie wir wird wurde zu zum zur über
    """,
    """
    al con como de del desde el ella en es esta este está ha han hay la las le lo los me mi mis muy más nos o para pero
    por qué que se ser si sin son su sus te todo tu un una y ya yo
    """,
    """
    au aux avec c'est ce ces cette dans de des du elle en est et il ils j'ai je la le les leur ma mais mes mon ne nos
    notre nous ont ou par pas plus pour qu que qui sa sans se ses son sont sur ton tu un une vos votre vous à été être
    """,
)
