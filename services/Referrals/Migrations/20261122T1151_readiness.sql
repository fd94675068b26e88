-- How ready for work a client said to be when screened: a code of system "readiness"; empty: not asked.
ALTER TABLE screening ADD readiness text NOT NULL DEFAULT '';
