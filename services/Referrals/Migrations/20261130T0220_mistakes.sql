-- Why a contact or a screening was a mistake; empty: it was none.
ALTER TABLE contact ADD error_reason text NOT NULL DEFAULT '';
ALTER TABLE screening ADD error_reason text NOT NULL DEFAULT '';
