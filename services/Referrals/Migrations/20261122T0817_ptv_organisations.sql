-- Which registered organisation an organisation of PTV is: services name theirs by PTV's id alone.
CREATE TABLE ptv_organisation (
  ptv_id       uuid PRIMARY KEY,
  organisation text NOT NULL
);
