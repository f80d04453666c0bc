"""How the weights in the package were made; the program needs none of it."""
