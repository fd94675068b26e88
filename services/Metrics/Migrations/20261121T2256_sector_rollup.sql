-- Which of the three destinations of the report an employer's sector belongs to, on the day that the job began. Dated: a change of the
-- classification is a new row, and older jobs stay where they were counted.
CREATE TABLE sector_rollup (
  sector      text NOT NULL,
  destination text NOT NULL CHECK (destination IN ('company', 'municipality', 'third-sector')),
  valid_from  date NOT NULL,
  valid_to    date,
  source      text NOT NULL,
  PRIMARY KEY (sector, valid_from)
);
REVOKE INSERT, UPDATE, DELETE ON sector_rollup FROM {{app}};

INSERT INTO sector_rollup (sector, destination, valid_from, source) VALUES
  ('company',                   'company',      '1900-01-01', 'Työkykyohjelma 2019–2023, Rovaniemi coaching pilot: companies'),
  ('cooperative',               'company',      '1900-01-01', 'Statistics Finland, sector classification 2012: S.11, non-financial corporations'),
  ('own-business',              'company',      '1900-01-01', 'Statistics Finland, sector classification 2012: S.14, employers and own-account workers; counted with companies'),
  ('household',                 'company',      '1900-01-01', 'Statistics Finland, sector classification 2012: S.14, households; private employers, counted with companies'),
  ('municipality',              'municipality', '1900-01-01', 'Työkykyohjelma 2019–2023, Rovaniemi coaching pilot: municipality and its group'),
  ('municipal-group',           'municipality', '1900-01-01', 'Työkykyohjelma 2019–2023, Rovaniemi coaching pilot: municipality and its group'),
  ('joint-authority',           'municipality', '1900-01-01', 'Statistics Finland, sector classification 2012: S.1313, local government'),
  ('wellbeing-services-county', 'municipality', '1900-01-01', 'Act 611/2021: duties of municipalities and joint authorities moved on 1.1.2023; S.13, public'),
  ('state',                     'municipality', '1900-01-01', 'Statistics Finland, sector classification 2012: S.1311; the report has one row for public employers'),
  ('association',               'third-sector', '1900-01-01', 'Työkykyohjelma 2019–2023, Rovaniemi coaching pilot: third sector'),
  ('foundation',                'third-sector', '1900-01-01', 'Työkykyohjelma 2019–2023, Rovaniemi coaching pilot: third sector'),
  ('parish',                    'third-sector', '1900-01-01', 'Statistics Finland, sector classification 2012: S.15, non-profit institutions serving households');
