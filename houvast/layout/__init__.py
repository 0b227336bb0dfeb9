"""An agreement in words, laid out: as Markdown, as a page of HTML, as PDF. Takes values, gives text or bytes."""
