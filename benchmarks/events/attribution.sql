CREATE TEMP TABLE ends AS
SELECT max(visitor_id) AS visitor_id, min(ordered_at_s) AS moment, sum(margin) AS worth
FROM read_parquet('{folder}/orders.parquet')
WHERE lower(status) NOT IN ('cancelled', 'canceled', 'returned', 'refunded', 'voided', 'pending')
GROUP BY order_id;

CREATE TEMP TABLE theirs AS
SELECT v.visitor_id, v.channel, v.started_at_s AS moment, e.moment AS ends, e.worth
FROM (SELECT * FROM read_parquet('{folder}/visits.parquet') SEMI JOIN ends USING (visitor_id)) v
ASOF LEFT JOIN ends e ON v.visitor_id = e.visitor_id AND v.started_at_s <= e.moment;

CREATE TEMP TABLE won AS
SELECT *, n + left_ - 1 AS length, weight / sum(weight) OVER (PARTITION BY visitor_id, ends) AS decay,
       sum(other) OVER (PARTITION BY visitor_id, ends) AS others
FROM (
    SELECT visitor_id, ends, channel, worth, exp(-ln(2) / 7 / 86400 * (ends - moment)) AS weight, (lower(channel) <> 'direct')::INT AS other,
           row_number() OVER path AS n,
           count(*) OVER (path ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS left_,
           sum((lower(channel) <> 'direct')::INT) OVER (path ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS others_left,
           lag(channel) OVER path AS earlier
    FROM theirs WHERE ends - moment <= 30 * 86400
    WINDOW path AS (PARTITION BY visitor_id, ends ORDER BY moment, channel)
);
---
SELECT channel,
       sum((left_ = 1)::INT) AS last,
       sum(CASE WHEN others = 0 THEN (left_ = 1)::INT ELSE (other = 1 AND others_left = 1)::INT END) AS last_other,
       sum((n = 1)::INT) AS first,
       sum(1 / length) AS linear,
       sum(CASE WHEN length <= 2 THEN 1 / length WHEN n = 1 OR left_ = 1 THEN 0.4 ELSE 0.2 / (length - 2) END) AS position,
       sum(decay) AS decay
FROM won GROUP BY channel ORDER BY channel;
---
SELECT channel, sum(part) AS shapley
FROM (
    SELECT channel, 1 / count(*) OVER (PARTITION BY visitor_id, ends) AS part FROM (SELECT DISTINCT visitor_id, ends, channel FROM won)
)
GROUP BY channel ORDER BY channel;
---
SELECT earlier, channel, count(*) AS seen, sum((left_ = 1)::INT) AS ended FROM won GROUP BY earlier, channel;
---
SELECT earlier, channel, count(*) AS seen, sum((later IS NULL)::INT) AS ended
FROM (
    SELECT channel, lag(channel) OVER path AS earlier, lead(channel) OVER path AS later
    FROM (
        SELECT visitor_id, channel, started_at_s AS moment FROM read_parquet('{folder}/visits.parquet') ANTI JOIN ends USING (visitor_id)
        UNION ALL
        SELECT visitor_id, channel, moment FROM theirs WHERE ends IS NULL
    )
    WINDOW path AS (PARTITION BY visitor_id ORDER BY moment, channel)
)
GROUP BY earlier, channel;
