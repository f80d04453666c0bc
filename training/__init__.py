"""How the weights in the package were made. The program itself needs none of this."""
