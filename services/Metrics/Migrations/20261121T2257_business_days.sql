-- Finnish business days, numbered: a wait is the difference of two numbers. Neither Saturdays and Sundays nor the days of act 150/1930 § 5
-- (church holidays, Independence Day, May Day, Christmas Eve, Midsummer Eve) are business days.
CREATE TABLE holiday (
  day    date PRIMARY KEY,
  name   text NOT NULL,
  source text NOT NULL
);
CREATE TABLE business_day (
  day    date PRIMARY KEY,
  number int NOT NULL
);
REVOKE INSERT, UPDATE, DELETE ON holiday, business_day FROM {{app}};

-- Easter by the anonymous Gregorian computus.
CREATE FUNCTION pg_temp.easter(y int) RETURNS date LANGUAGE plpgsql AS $$
DECLARE
  a int := y % 19; b int := y / 100; c int := y % 100;
  g int := (b - (b + 8) / 25 + 1) / 3;
  h int := (19 * a + b - b / 4 - g + 15) % 30;
  l int := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m int := (a + 11 * h + 22 * l) / 451;
BEGIN
  RETURN make_date(y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
END
$$;

INSERT INTO holiday (day, name, source)
SELECT d.day, d.name, 'Act 150/1930 § 5; church holidays: act 652/2023'
FROM generate_series(1990, 2100) AS y, LATERAL (VALUES
  (make_date(y, 1, 1), 'uudenvuodenpäivä'),
  (make_date(y, 1, 6), 'loppiainen'),
  (pg_temp.easter(y) - 2, 'pitkäperjantai'),
  (pg_temp.easter(y) + 1, 'toinen pääsiäispäivä'),
  (make_date(y, 5, 1), 'vapunpäivä'),
  (pg_temp.easter(y) + 39, 'helatorstai'),
  -- The Friday of 19–25 June.
  ((make_date(y, 6, 19) + (12 - extract(isodow FROM make_date(y, 6, 19))::int) % 7), 'juhannusaatto'),
  (make_date(y, 12, 6), 'itsenäisyyspäivä'),
  (make_date(y, 12, 24), 'jouluaatto'),
  (make_date(y, 12, 25), 'joulupäivä'),
  (make_date(y, 12, 26), 'tapaninpäivä')) AS d (day, name)
-- Ascension Day may be May Day.
ON CONFLICT DO NOTHING;

INSERT INTO business_day (day, number)
SELECT day, (count(*) FILTER (WHERE extract(isodow FROM day) < 6 AND NOT EXISTS (SELECT FROM holiday h WHERE h.day = d.day)) OVER (ORDER BY day))::int
FROM (SELECT day::date FROM generate_series(date '1990-01-01', date '2100-12-31', interval '1 day') AS day) d;
