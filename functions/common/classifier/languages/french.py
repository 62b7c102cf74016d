"""The French words of the rules."""

from common.classifier.languages.language import Language
from common.tickets.fields import Category

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
        "perte de données": "perte données|pertes données|données perdues|perdu données",
        "panne de production": "panne de production|production en panne",
        "faille exploitée": "faille exploitée|faille de sécurité exploitée|fuite de données",
    },
    mortal={
        "mourir": "mourir|meurt|meurent|est mort|est morte|sont morts|sont mortes",
        "mort": "la mort|mortel|mortelle",
    },
    extreme=frozenset({"danger de mort", "perte de données", "panne de production", "faille exploitée"}),
    asking={
        "comment": "comment puis|comment peut|comment faire|comment changer",
        "combien": "combien|quels sont|quelle est|quel est",
        "est-il possible": "est il possible|est ce que|peut on|puis je|pourriez vous",
        "suggestion": "serait bien|aimerais|aimerions|souhaiterais",
        "question": "savoir si|savoir comment",
    },
    calm=(
        "rien ne presse|rien d urgent|loin d être urgent|loin d être urgente"
        "|pas pressé|pas de hâte|écran de la mort|écran bleu de la mort|écran noir de la mort|meurt pas"
        "|meurent pas"
    ),
    inside="""
        a actuellement clients complètement d de des définitivement en encore entièrement environnement
        est et importantes irréversible les massive mes nos notre nouveau ont partielle plusieurs
        serveur serveurs sont soudain système systèmes tombée totale totalement toujours tous tout toute
        toutes vos votre été
    """,
    lifeless="""
        appareil appel appli application batterie batteries caméra clavier connexion conversation
        discussion disque imprimante moteur navigateur ordinateur pile piles portable processus
        programme session souris tablette téléphone téléphones télévision voiture écran écrans
    """,
    alive="""
        enfant enfants femme fille fils gens homme mère pacemaker patient patiente patients personne
        personnes père quelqu'un
    """,
    failing_first={
        "ne marche pas": "marche marchent fonctionne fonctionnent répond imprime",
        "ne démarre pas": "démarre démarrent ouvre ouvrent affiche",
    },
    negators="pas sans jamais aucun aucune",
    between="""
        absolument aucun aucune autre autres d de des du en est et eu forcément immédiatement la le les
        moindre nouveau nouvelle nouvelles particulièrement plus si signalé spécialement tellement tout
        trop très un une vraiment été
    """,
    refusals_after="pas plus jamais",
    failing={},
    adverbs="",
    defects=frozenset({"erreur", "panne", "plante", "ne marche pas"}),
)
