"""Tables and decisions written in DMN (Decision Model and Notation), of any tool, as the files of a pack."""
