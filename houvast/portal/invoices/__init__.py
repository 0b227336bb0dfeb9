"""Invoices and credit notes as the ledger gave them: read from UBL, checked, kept, paid, disputed and answered."""
