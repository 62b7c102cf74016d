"""The French words of the rules."""

from common.classifier.languages.language import Language
from common.models import Category

LANGUAGE = Language(
    categories={
        Category.BILLING: {
            "facture": "facture|factures|facturé|facturée|facturation",
            "paiement": "paiement|paiements",
            "prélèvement": "prélèvement|prélèvements|prélevé|prélevée",
            "remboursement": "remboursement|remboursements|rembourser|remboursé",
            "reçu": "reçu de paiement|un reçu|le reçu",
            "abonnement": "abonnement|abonnements",
            "frais": "frais|tarif|tarifs|prix",
            "virement": "virement|virements",
            "carte bancaire": "carte bancaire|cartes bancaires|carte de crédit",
        },
        Category.TECHNICAL: {
            "erreur": "erreur|erreurs",
            "serveur": "serveur|serveurs",
            "lent": "lente|lents|lentes|lenteur|très lent|trop lent|est lent",
            "panne": "panne|pannes",
            "plante": "plante|plantent|planté|plantage",
            "imprimante": "imprimante|imprimantes",
            "ne charge pas": "ne charge pas|ne charge plus|ne se charge pas",
            "base de données": "base de données|bases de données",
        },
        Category.ACCOUNT: {
            "mot de passe": "mot de passe|mots de passe",
            "connecter à mon compte": "connecter à mon compte|connexion à mon compte",
            "identifiant": "identifiant|identifiants|nom utilisateur|nom d utilisateur",
            "compte": "compte bloqué|supprimer mon compte|fermer mon compte|compte suspendu|compte est bloqué",
            "accès": "accès",
            "profil": "profil|profils",
            "code de vérification": "code de vérification|vérification",
        },
    },
    urgent={
        "urgent": "urgent|urgence|urgences",
        "immédiatement": "immédiatement|tout de suite",
        "dès que possible": "dès que possible|au plus vite|le plus vite possible",
        "échéance": "échéance|échéances|date limite",
        "bloqué": "bloqué|bloquée|bloqués|bloquées",
        "danger de mort": "danger de mort",
        "perte de données": "perte de données|pertes de données|données perdues",
        "panne de production": "panne de production|production en panne|production est en panne",
        "faille exploitée": "faille exploitée|faille de sécurité exploitée|fuite de données",
    },
    mortal={"mourir": "mourir|meurt|meurent", "mort": "la mort|mortel|mortelle"},
    extreme=frozenset({"danger de mort", "perte de données", "panne de production", "faille exploitée"}),
    asking={
        "comment": "comment puis|comment peut|comment faire|comment changer",
        "combien": "combien|quels sont|quelle est|quel est",
        "est-il possible": "est il possible|est ce que|peut on|puis je|pourriez vous",
        "suggestion": "serait bien|aimerais|aimerions|souhaiterais",
        "question": "savoir si|savoir comment",
    },
    calm="rien ne presse|pas pressé|pas de hâte",
    failing_first={
        "ne marche pas": "marche marchent fonctionne fonctionnent répond imprime",
        "ne démarre pas": "démarre démarrent ouvre ouvrent affiche",
    },
    negators="pas sans jamais aucun aucune",
    between="est très si vraiment une un plus",
    refusals_after="pas plus jamais",
    failing={},
    adverbs="",
    defects=frozenset({"erreur", "panne", "plante", "ne marche pas"}),
)
