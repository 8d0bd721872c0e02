-- What is the same in every import: blanks, numbers, days, words. Loaded into each connection that reads a file.

-- "--", "-", "–" and blanks are missing; ="123" is a spreadsheet's way to say that 123 is a text.
CREATE OR REPLACE MACRO unwrapped(x) AS CASE WHEN starts_with(x, '="') AND ends_with(x, '"') THEN x[3:-2] ELSE x END;
CREATE OR REPLACE MACRO trimmed(x) AS nullif(trim(x, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239)), '');
CREATE OR REPLACE MACRO present(x) AS CASE WHEN x IN ('--', '-', '–', '—') THEN NULL ELSE x END;
-- Nearly every cell begins with a digit or a letter and is clean: those skip the work.
CREATE OR REPLACE MACRO cleaned(x) AS
  CASE WHEN ((x >= '0' AND x < ':') OR (x >= '>' AND x < '~')) AND NOT ends_with(x, ' ') THEN x ELSE present(trimmed(unwrapped(x))) END;

-- The digits of a number without currency signs and the blanks or apostrophes between thousands; NULL when other letters are there.
CREATE OR REPLACE MACRO digits(t) AS
  regexp_replace(
    regexp_extract(t, '^\(?[-+−]?(?:[A-Z]{3}|US\$|A\$|C\$|[€$£¥₹₩₽₺元]|zł|kr|Fr\.?|R\$)?[ \x{00a0}\x{202f}]*([-+−]?[0-9.,][0-9.,''’ \x{00a0}\x{202f}]*)(?:[A-Z]{3}|[€$£¥₹₩₽₺元]|zł|kr|Fr\.?)?\)?$', 1),
    '[ \x{00a0}\x{202f}''’]([0-9]{3})', '\1', 'g');

-- The same text without one currency sign at its end or beginning: most amounts are then plain numbers, and no pattern is needed.
CREATE OR REPLACE MACRO unpriced(t) AS
  CASE WHEN ends_with(t, '€') THEN rtrim(t[:-2], ' ' || chr(160) || chr(8239))
       WHEN t[1] IN ('$', '€', '£', '¥') THEN ltrim(t[2:], ' ' || chr(160) || chr(8239)) ELSE t END;

-- "19,-" is a round price and "12,00-" a credit note's way to write -12,00. Few cells are so; the others are not looked at twice.
CREATE OR REPLACE MACRO dash_before(t) AS CASE WHEN (contains(t, '-') AND NOT starts_with(t, '-')) OR contains(t, '–') OR contains(t, '—') THEN
  regexp_replace(regexp_replace(t, '([0-9])[.,][-–—]+($|[^0-9])', '\1\2'), '^([^-]*[0-9])-( ?[A-Z€$£¥]{1,3})?$', '-\1\2') ELSE t END;

CREATE OR REPLACE MACRO is_negative(t) AS (starts_with(t, '(') OR contains(t, '-') OR contains(t, '−'));

CREATE OR REPLACE MACRO signed(t, d) AS
  CASE WHEN is_negative(t) THEN -abs(d) ELSE d END;

-- Numbers with a decimal point: "1234.5", "1,234.50", "$ 12", "(12.00)".
CREATE OR REPLACE MACRO slow_point(t, d) AS signed(t, try_cast(ltrim(
  CASE WHEN NOT contains(d, ',') THEN d
       WHEN regexp_full_match(d, '[-+−]?[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}(\.[0-9]*)?') THEN replace(d, ',', '') END, '+-−') AS DECIMAL(18, 4)));
CREATE OR REPLACE MACRO number_point(t) AS coalesce(CASE WHEN NOT contains(t, ',') THEN try_cast(unpriced(t) AS DECIMAL(18, 4)) END, slow_point(dash_before(t), trim(digits(dash_before(t)), ' ' || chr(160) || chr(8239))));

-- Numbers with a decimal comma: "1234,5", "1.234,50", "12 €". A lone point before three digits divides thousands.
CREATE OR REPLACE MACRO slow_comma(t, d) AS signed(t, try_cast(ltrim(replace(
  CASE WHEN NOT contains(d, '.') THEN d
       WHEN regexp_full_match(d, '[-+−]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]*)?') THEN replace(d, '.', '') END, ',', '.'), '+-−') AS DECIMAL(18, 4)));
CREATE OR REPLACE MACRO number_comma(t) AS
  coalesce(CASE WHEN NOT contains(t, '.') THEN try_cast(replace(unpriced(t), ',', '.') AS DECIMAL(18, 4)) END,
    slow_comma(dash_before(t), trim(digits(dash_before(t)), ' ' || chr(160) || chr(8239))));

CREATE OR REPLACE MACRO whole(d) AS CASE WHEN d = floor(d) THEN CAST(d AS BIGINT) END;
CREATE OR REPLACE MACRO minor(d, scale) AS CAST(round(CAST(d AS DOUBLE) * scale) AS BIGINT);

-- Days and moments. The wall clock of the export is kept: an offset ("-0500") is not converted, so the local day stays.
CREATE OR REPLACE MACRO named_moment(t) AS try_strptime(t, ['%b %d, %Y %I:%M:%S %p', '%b %d, %Y %I:%M %p', '%b %d, %Y, %I:%M %p', '%b %d, %Y',
  '%a, %b %d, %Y %I:%M %p', '%d %b %Y %H:%M:%S', '%d %b %Y', '%B %d, %Y %I:%M %p', '%B %d, %Y', '%d %B %Y', '%d-%b-%Y', '%a, %b %d, %Y', '%Y年%m月%d日', '%Y年%m月%d日 %H:%M:%S']);
CREATE OR REPLACE MACRO dotted_moment(t) AS try_strptime(t, ['%d.%m.%Y', '%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d.%m.%Y, %H:%M:%S', '%d.%m.%Y, %H:%M']);
-- An attempt that fails costs ten times one that succeeds, so the length of a text says which way of writing is tried first.
CREATE OR REPLACE MACRO told_moment(t, day) AS CASE strlen(t) WHEN 10 THEN try_strptime(t, day) WHEN 16 THEN try_strptime(t, day || ' %H:%M')
  WHEN 19 THEN try_strptime(t, day || ' %H:%M:%S') END;
-- "05.03.26" is read as the year 26 and meant as 2026. After a dash it may be a year that stands first ("26-03-05"): that is not guessed.
CREATE OR REPLACE MACRO full_year(m) AS CASE WHEN m >= TIMESTAMP '0100-01-01' THEN m WHEN m < TIMESTAMP '0069-01-01' THEN m + INTERVAL 2000 YEAR
  ELSE m + INTERVAL 1900 YEAR END;
CREATE OR REPLACE MACRO told_year(t, m) AS CASE WHEN contains(t, '-') THEN m ELSE full_year(m) END;
CREATE OR REPLACE MACRO dmy_moment(t) AS told_year(t,
  try_strptime(replace(t, '-', '/'), ['%d/%m/%Y', '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y %I:%M:%S %p', '%d/%m/%Y %I:%M %p']));
CREATE OR REPLACE MACRO mdy_moment(t) AS told_year(t,
  try_strptime(replace(t, '-', '/'), ['%m/%d/%Y', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p']));
-- A text that begins like "5.3." or "05/" is no ISO day, but a part of it could pass for one.
CREATE OR REPLACE MACRO iso_moment(t) AS CASE WHEN t[2] >= '0' AND t[3] >= '0' THEN try_cast(t AS TIMESTAMP) END;
CREATE OR REPLACE MACRO plausible(m) AS CASE WHEN m >= TIMESTAMP '1990-01-01' AND m < TIMESTAMP '2100-01-01' THEN CAST(m AS TIMESTAMP) END;
CREATE OR REPLACE MACRO compact_moment(t) AS CASE WHEN length(t) = 8 THEN try_strptime(t, '%Y%m%d') WHEN length(t) = 10 THEN try_strptime(t, '%Y%m%d%H') END;
CREATE OR REPLACE MACRO easy_moment(t) AS coalesce(CASE WHEN t[3] = '.' THEN told_moment(t, '%d.%m.%Y') END,
  iso_moment(t), compact_moment(t), full_year(coalesce(dotted_moment(t), named_moment(t))));
CREATE OR REPLACE MACRO moment_dmy(t) AS plausible(coalesce(CASE WHEN t[3] = '/' THEN told_moment(t, '%d/%m/%Y') END, easy_moment(t), dmy_moment(t)));
CREATE OR REPLACE MACRO moment_mdy(t) AS plausible(coalesce(CASE WHEN t[3] = '/' THEN told_moment(t, '%m/%d/%Y') END, easy_moment(t), mdy_moment(t)));
CREATE OR REPLACE MACRO moment_unknown(t) AS plausible(easy_moment(t));

-- "00:22:49", "22 min 49s", or plain seconds.
CREATE OR REPLACE MACRO seconds(t, d) AS
  CASE WHEN contains(t, ':') OR regexp_full_match(t, '([0-9]+ ?(d|days?|h|hours?|min|m|s) ?)+') THEN CAST(epoch(try_cast(t AS INTERVAL)) AS DOUBLE) ELSE CAST(d AS DOUBLE) END;

-- Shares: "5%", "36,68 %", 0.056; "< 10%" and "> 90%" are bounds, and stay so beside the number.
CREATE OR REPLACE MACRO bound_of(t) AS CASE WHEN t[1] IN ('<', '>') THEN t[1] END;
CREATE OR REPLACE MACRO bare_share(t) AS trim(rtrim(ltrim(t, '<> ' || chr(160) || chr(8239)), '% ' || chr(160) || chr(8239)));
CREATE OR REPLACE MACRO scaled(t, d) AS CASE WHEN contains(t, '%') THEN CAST(d AS DOUBLE) / 100 ELSE CAST(d AS DOUBLE) END;
CREATE OR REPLACE MACRO share_point(t) AS scaled(t, number_point(bare_share(t)));
CREATE OR REPLACE MACRO share_comma(t) AS scaled(t, number_comma(bare_share(t)));

CREATE OR REPLACE MACRO yes_no(t) AS
  CASE WHEN lower(t) IN ('true', 'yes', 'y', '1', 'ja', 'wahr', 'oui', 'vrai', 'sí', 'si', 'verdadero', 'sì', 'vero', '是', 'x') THEN true
       WHEN lower(t) IN ('false', 'no', 'n', '0', 'nein', 'falsch', 'non', 'faux', 'falso', '否') THEN false END;

-- Identifiers: a spreadsheet turns 17850 into 17850.0.
CREATE OR REPLACE MACRO identifier(t) AS CASE WHEN ends_with(t, '.0') AND regexp_full_match(t, '[0-9]+\.0') THEN t[:-3] ELSE t END;

-- Persons leave only a salted fingerprint; the same person in two files of one workbook has the same one.
-- "Guest" is nobody's name: all guests together are no customer who comes again and again.
CREATE OR REPLACE MACRO is_nobody(t) AS strlen(t) < 24 AND lower(t) IN ('guest', 'guest customer', 'guest user', 'guest checkout', 'gast', 'gastkunde',
  'gastbestellung', 'invité', 'invitado', 'ospite', 'anonymous', 'anonym', 'anonyme', 'anonymer kunde', 'anónimo', 'anonimo', 'unknown', 'unbekannt', 'inconnu',
  'walk-in', 'walk-in customer', 'laufkunde', 'laufkundschaft', 'barverkauf', 'n/a', 'none', 'null', '游客', '匿名');
CREATE OR REPLACE MACRO fingerprint(t) AS CASE WHEN NOT is_nobody(t) THEN 'p_' || sha256(getvariable('salt') || ':' || lower(t))[:24] END;
-- A customer's number may stay, a customer's name, address or telephone may not.
-- Nine digits or more after a leading 0 or + are a telephone number, however they are grouped; a customer's number seldom begins with 0.
CREATE OR REPLACE MACRO is_telephone(t) AS (starts_with(t, '0') OR starts_with(t, '+'))
  AND regexp_full_match(t, '[+0-9 ()/._-]+') AND length(regexp_replace(t, '[^0-9]', '', 'g')) >= 9;
CREATE OR REPLACE MACRO plain_number(t) AS t >= '1' AND t < ':' AND strlen(t) < 18 AND NOT contains(t, '.') AND try_cast(t AS BIGINT) IS NOT NULL;
CREATE OR REPLACE MACRO customer(t) AS CASE WHEN plain_number(t) THEN t WHEN is_telephone(t) THEN fingerprint(t) WHEN try_cast(t AS BIGINT) IS NOT NULL AND t >= '0' THEN t WHEN regexp_full_match(t, '[A-Za-z#_-]{0,6}[0-9][0-9A-Za-z._-]*') THEN t ELSE fingerprint(t) END;

-- Any shop's word for how an order stands. A part that went back ("Teilweise erstattet") is no order that went back; what nobody has paid is no sale.
CREATE OR REPLACE MACRO order_status(s, id) AS CASE
  WHEN s IN ('paid', 'pending', 'cancelled', 'refunded', 'partly_refunded') THEN s
  WHEN s IS NULL THEN CASE WHEN starts_with(id, 'C') AND regexp_full_match(id, 'C[0-9]+') THEN 'cancelled' ELSE 'paid' END
  WHEN regexp_matches(lower(s), 'part|parcial|parzial|^teil|部分') AND regexp_matches(lower(s), 'refund|erstatt|rembours|reembols|rimbors|return|retour|cancel|storn|annul|退款') THEN 'partly_refunded'
  WHEN regexp_matches(lower(s), 'refund|erstatt|gutschrift|gutgeschrieben|widerruf|rembours|reembols|rimbors|devuel|devol|return|retour|reject|chargeback|退款成功|已退款') THEN 'refunded'
  WHEN regexp_matches(lower(s), 'cancel|void|stornier|storno|abgebrochen|abgelehnt|gelöscht|annul|anulad|fail|fehlgeschlagen|échou|refus|rechazad|fallid|declin|denied|error|fehler|erreur|expired|abgelaufen|交易关闭|已取消|trash|\btest') THEN 'cancelled'
  WHEN regexp_matches(lower(s), 'pend|on.hold|authorized|unpaid|not.paid|await.*pay|incomplete|draft|entwurf|offen|ausstehend|unbezahlt|nicht bezahlt|unvollständig|wartend|wartestellung|attente|impay|non pay|impagad|no pagad|espera|non pagat|attesa|等待买家付款|等待付款|待付款|^等待$') THEN 'pending'
  ELSE 'paid' END;
-- Whether such a word says that an order was paid, sent or done; any other word counts as sold, too, but is named to the person.
CREATE OR REPLACE MACRO says_sold(s) AS regexp_matches(lower(s),
  'paid|accept|payment receiv|verbucht|gebucht|fakturiert|encaiss|cobrad|confirm|bestätig|zahlung (eingeg|erhalt)|akzept|complet|process|ship|deliver|dispatch|fulfil|clos|done|success|sold|sale|^ok$|bezahlt|abgeschlossen|erledigt|fertig|verkauft|versand|versendet|verschickt|geliefert|zugestellt|bearbeitung|archiv|payée?|terminé|complét|livré|envoyé|expédié|traitement|en cours|pagad|completad|enviad|entregad|procesando|spedit|consegnat|pagat|成功|已付款|已发货|已完成|已收货|已签收');
CREATE OR REPLACE MACRO known_status(s) AS CASE WHEN s IS NULL OR s IN ('paid', 'pending', 'cancelled', 'refunded', 'partly_refunded') THEN true
  WHEN order_status(s, NULL) <> 'paid' THEN true ELSE says_sold(s) END;

-- The time until an answer, where both have a time of day: two days tell only how many nights lay between.
CREATE OR REPLACE MACRO has_clock(m) AS CAST(m AS TIME) <> TIME '00:00:00';
CREATE OR REPLACE MACRO seconds_between(a, b) AS CASE WHEN b >= a AND has_clock(a) AND has_clock(b) THEN epoch(b) - epoch(a) END;
-- A list typed by hand says "no" where there is no order.
CREATE OR REPLACE MACRO order_named(t) AS CASE WHEN lower(t) NOT IN ('no', 'nein', 'non', 'false', 'falsch', '否', '0', '?', 'open', 'offen', 'none', 'kein', 'keine',
  'keiner', 'pending', 'ausstehend', 'lost', 'verloren', 'perdu', 'perdido') THEN t END;

CREATE OR REPLACE MACRO enquiry_kind(s) AS CASE
  WHEN regexp_matches(lower(s), 'chat|whatsapp|messenger|wechat') THEN 'chat'
  WHEN regexp_matches(lower(s), 'phone|call|tele|téléphone|teléfono|anruf|appel') THEN 'telephone'
  WHEN regexp_matches(lower(s), 'form|mail|formul') THEN 'form'
  ELSE lower(s) END;

CREATE OR REPLACE MACRO currency_code(t) AS CASE
  WHEN t IN ('EUR', 'USD', 'GBP', 'CHF', 'CNY') THEN t
  WHEN regexp_full_match(t, '[A-Za-z]{3}') THEN upper(t)
  WHEN t = '€' THEN 'EUR' WHEN t = '£' THEN 'GBP' WHEN t = 'US$' THEN 'USD' END;

-- Totals rows begin like this in the languages of the exports.
CREATE OR REPLACE MACRO is_total_label(t) AS regexp_full_match(lower(t),
  '((grand |sub|sous-)?totals?|zwischensumme|total(e|es|en)?( général| general| generale| geral)?|gesamt(summe|ergebnis)?|insgesamt|summe|somme|suma|合计|总计|总数|汇总)([ ]*[:：–-].*)?');
