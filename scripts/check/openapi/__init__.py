"""`openapi.json`: the functions described for programs, from the operations that serve and the models that validate."""
