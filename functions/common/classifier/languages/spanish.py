"""The Spanish words of the rules."""

from common.classifier.languages.language import Language
from common.tickets.fields import Category

LANGUAGE = Language(
    categories={
        Category.BILLING: {
            "factura": "factura|facturas|facturado|facturación",
            "pago": "pago|pagos",
            "cobro": "cobro|cobros|cobrado|cobraron",
            "reembolso": "reembolso|reembolsos|devolución del dinero",
            "recibo": "recibo|recibos",
            "suscripción": "suscripción|suscripciones",
            "tarifa": "tarifa|tarifas|precio|precios",
            "descuento": "descuento|descuentos",
            "transferencia": "transferencia|transferencias",
            "tarjeta de crédito": "tarjeta de crédito|tarjetas de crédito",
        },
        Category.TECHNICAL: {
            "errores": "errores",
            "fallo": "fallo|fallos|falla",
            "servidor": "servidor|servidores",
            "lento": "lento|lenta|lentos|lentas|lentitud",
            "roto": "roto|rota|averiado|averiada",
            "se bloquea": "se bloquea|se cierra sola|se cierra solo",
            "impresora": "impresora|impresoras",
            "base de datos": "base de datos|bases de datos",
        },
        Category.ACCOUNT: {
            "contraseña": "contraseña|contraseñas",
            "iniciar sesión": "iniciar sesión|inicio de sesión|inicio sesión",
            "usuario": "nombre de usuario|mi usuario",
            "cuenta": "cuenta bloqueada|eliminar mi cuenta|borrar mi cuenta|cerrar mi cuenta|bloquearon mi cuenta",
            "acceso": "acceso|acceder",
            "perfil": "perfil|perfiles",
            "permisos": "permiso|permisos",
        },
    },
    urgent={
        "urgente": "urgente|urgentes|urgencia|urgentemente",
        "inmediatamente": "inmediatamente|de inmediato|inmediata|inmediato",
        "cuanto antes": "cuanto antes|lo antes posible",
        "emergencia": "emergencia|emergencias",
        "plazo": "fecha límite|el plazo|se acaba el plazo",
        "bloqueado": "bloqueado|bloqueados",
        "peligro de muerte": "peligro de muerte|riesgo de muerte",
        "pérdida de datos": "pérdida datos|datos perdidos|datos perdido|perdido datos|perdimos datos|perdieron datos",
        "caída de producción": "caída producción|producción caída|producción caído",
        "brecha de seguridad": "brecha seguridad|brechas seguridad",
    },
    mortal={"morir": "morir|muere|mueren|murió|murieron|muriendo", "muerte": "muerte|muertes"},
    extreme=frozenset(
        {"emergencia", "peligro de muerte", "pérdida de datos", "caída de producción", "brecha de seguridad"}
    ),
    asking={
        "cómo": "cómo puedo|cómo podemos|cómo se|cómo cambio",
        "cuánto": "cuánto|cuánta|cuál es",
        "es posible": "es posible|puedo|podemos|hay alguna",
        "sugerencia": "sugerencia|sugerencias|sería bueno|estaría bien|me gustaría",
        "pregunta": "pregunta|preguntas|quisiera saber",
    },
    calm=(
        "para nada urgente|no es nada urgente|sin prisa|sin prisas|no hay prisa|no corre prisa|pantalla de la muerte"
        "|azul de la muerte"
    ),
    inside="""
        ahora completa completamente de del el en está están fueron grave ha han hemos importantes la
        las los mis muchos nuestra nuestras nuestro nuestros otra parcial se servicio servidor
        servidores sido sigue sistema su sus todavía todo todos total totalmente vez ya
    """,
    lifeless="""
        aplicación batería baterías celular chat coche computadora conexión conversación cámara disco
        impresora llamada móvil navegador ordenador pantalla pantallas pila pilas portátil proceso
        programa ratón sesión tableta teclado televisor teléfono teléfonos
    """,
    alive="""
        alguien gente hija hijo hombre madre marcapasos mujer niña niño niños paciente pacientes padre
        persona personas respirador
    """,
    failing={
        "no funciona": "funciona funcionan funcionaba responde responden imprime",
        "no carga": "carga cargan abre abren arranca arrancan inicia conecta",
    },
    negators="sin ni nunca ningún ninguna ninguno jamás tampoco",
    between="""
        aparece aparecen da de del demasiado dio el en era es esa ese especialmente está existe existen
        fue fueron ha habido hay hubo la las los mayor menor muestra muy más nada ninguna ningún nueva
        nuevas nuevo nuevos otra otras otro otros parece particularmente realmente se sea será tan trata
        un una
    """,
    adverbs="se me nos le ya",
    failing_first={},
    refusals_after="",
    defects=frozenset({"errores", "fallo", "roto", "se bloquea", "no funciona"}),
)
