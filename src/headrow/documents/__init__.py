"""The press: one document model, printed as HTML, PDF and DOCX."""
