"""The knowledge base: articles with their versions, who they are for, and whether they helped."""
