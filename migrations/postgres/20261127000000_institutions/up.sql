-- An identifier is looked for by its value alone, as somebody types it.
CREATE INDEX institution_identifiers_value ON institution_identifiers (value);
