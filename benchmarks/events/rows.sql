-- {rows} visits over half a year by eight channels, one order line to five of them, and what was spent by day: the same rows every time.
COPY (
    SELECT 'v' || substr(md5(person::VARCHAR), 1, 15) AS visitor_id,
           's' || n AS visit_id,
           make_timestamp(moment * 1000000) AS started_at,
           moment AS started_at_s,
           channel,
           1 + hash(n, 5) % 6 AS page_views,
           (hash(n, 6) % 600)::DOUBLE AS duration_s,
           hash(n, 7) % 3 > 0 AS engaged
    FROM (
        SELECT n, person,
               (1767225600 + (hash(person, 1) % (160 * 86400)) + (hash(n, 2) % (20 * 86400)))::BIGINT AS moment,
               ['Organic Search', 'Direct', 'Paid Search', 'Paid Social', 'Email', 'Referral', 'Display', 'Affiliates'][
                   1 + least(7, floor(8 * pow((hash(n, 3) % 1000) / 1000.0, 1.6)))::INT] AS channel
        FROM (SELECT range AS n, (hash(range, 4) % greatest(1, ({rows} * 0.6)::BIGINT)) AS person FROM range({rows}))
    )
    ORDER BY started_at_s
) TO '{folder}/visits.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
    SELECT 'o' || visit_id AS order_id,
           line,
           'c' || substr(visitor_id, 2) AS customer_id,
           visitor_id,
           make_timestamp((started_at_s + 300) * 1000000) AS ordered_at,
           started_at_s + 300 AS ordered_at_s,
           channel,
           'Product ' || (hash(visit_id, line) % 40) AS product,
           1 + (hash(visit_id, line, 1) % 3)::BIGINT AS quantity,
           (1 + hash(visit_id, line, 1) % 3)::BIGINT * 1000 AS revenue,
           (1 + hash(visit_id, line, 1) % 3)::BIGINT * 400 AS margin,
           'EUR' AS currency,
           CASE WHEN hash(visit_id, 8) % 33 = 0 THEN 'cancelled' ELSE 'paid' END AS status
    FROM read_parquet('{folder}/visits.parquet'), (SELECT unnest([1, 2]) AS line)
    WHERE hash(visit_id, 9) % 10 = 0
    ORDER BY ordered_at_s
) TO '{folder}/orders.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
    SELECT (DATE '2026-01-01' + day::INT)::TIMESTAMP AS date,
           channel, channel || ' ' || campaign AS campaign,
           10000 + hash(day, channel, campaign) % 50000 AS cost,
           'EUR' AS currency,
           1000 + hash(day, channel, campaign, 1) % 90000 AS impressions,
           20 + hash(day, channel, campaign, 2) % 900 AS clicks
    FROM (SELECT range AS day FROM range(180)),
         (SELECT unnest(['Paid Search', 'Paid Social', 'Display', 'Affiliates']) AS channel),
         (SELECT unnest([1, 2, 3]) AS campaign)
) TO '{folder}/promotion.parquet' (FORMAT parquet, COMPRESSION zstd);
