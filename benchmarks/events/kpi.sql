WITH sold AS (
    SELECT * FROM read_parquet('{folder}/orders.parquet')
    WHERE lower(status) NOT IN ('cancelled', 'canceled', 'returned', 'refunded', 'voided', 'pending')
),
ads AS (
    SELECT channel, sum(impressions) AS impressions, sum(clicks) AS clicks, sum(cost) / 100 AS cost
    FROM read_parquet('{folder}/promotion.parquet') GROUP BY channel
),
seen AS (
    SELECT channel, sum(engaged::INT) AS engaged, count(*) AS visits FROM read_parquet('{folder}/visits.parquet') GROUP BY channel
),
bought AS (
    SELECT channel, sum(revenue) / 100 AS revenue, sum(margin) / 100 AS margin,
           count(DISTINCT order_id) AS orders, count(DISTINCT customer_id) AS customers
    FROM sold GROUP BY channel
)
SELECT channel, impressions, clicks, cost, engaged, visits, revenue, margin, orders, customers,
       (SELECT count(DISTINCT customer_id) FROM sold) AS all_customers
FROM ads FULL JOIN seen USING (channel) FULL JOIN bought USING (channel)
ORDER BY channel
