"""The scripts that made the weights and word lists in the package. The program itself needs none of this."""
