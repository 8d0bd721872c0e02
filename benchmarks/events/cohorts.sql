WITH lines AS (
    SELECT customer_id, order_id, margin, year(ordered_at) * 12 + month(ordered_at) - 1 AS period
    FROM read_parquet('{folder}/orders.parquet')
    WHERE customer_id IS NOT NULL AND quantity > 0 AND revenue > 0
      AND lower(status) NOT IN ('cancelled', 'canceled', 'returned', 'refunded', 'voided', 'pending')
),
active AS (
    SELECT customer_id, period, count(DISTINCT order_id) AS orders, sum(margin) AS worth FROM lines GROUP BY customer_id, period
),
first AS (SELECT customer_id, min(period) AS cohort FROM active GROUP BY customer_id)
SELECT cohort, period, count(*) AS active, sum(orders) AS orders, sum(worth) AS worth
FROM active JOIN first USING (customer_id)
GROUP BY cohort, period ORDER BY cohort, period
