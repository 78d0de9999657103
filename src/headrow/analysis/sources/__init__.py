"""One connector a file: a publisher's file in, a conformed table and a ledger out."""
