"""A whole table taken through: opened by its form, every row decided, the results written whole or not at all."""
