"""Every finding as a sentence in English and Dutch; `whole` has the table of all."""
