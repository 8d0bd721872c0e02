-- From the raw events of a Google Analytics 4 export to visits and orders. `events` holds one row per event: _n and a struct `e`.
CREATE OR REPLACE MACRO param(e, wanted) AS list_extract(list_filter(e.event_params, lambda p: p.key = wanted), 1).value;
CREATE OR REPLACE MACRO param_int(v) AS coalesce(v.int_value, try_cast(v.string_value AS BIGINT), CAST(v.double_value AS BIGINT));
CREATE OR REPLACE MACRO page_of(url) AS nullif(regexp_replace(regexp_replace(url, '^[a-zA-Z]+://[^/]*', ''), '[?#].*$', ''), '');

CREATE OR REPLACE TEMP TABLE flat AS
SELECT
  _n,
  nullif(e.user_pseudo_id, '') AS visitor,
  param_int(param(e, 'ga_session_id')) AS session,
  e.event_timestamp AS us,
  e.event_name AS event,
  nullif(e.user_id, '') AS person,
  CASE WHEN e.event_name = 'page_view' THEN param(e, 'page_location').string_value END AS page,
  coalesce(param(e, 'session_engaged').string_value, CAST(param(e, 'session_engaged').int_value AS VARCHAR)) = '1' AS engaged,
  coalesce(param_int(param(e, 'engagement_time_msec')), 0) AS engaged_ms,
  coalesce(e.session_traffic_source_last_click.cross_channel_campaign.default_channel_group,
    e.session_traffic_source_last_click.cross_channel_campaign.primary_channel_group) AS channel_group,
  coalesce(e.session_traffic_source_last_click.cross_channel_campaign.source, e.session_traffic_source_last_click.manual_campaign.source,
    e.collected_traffic_source.manual_source, param(e, 'source').string_value) AS source,
  coalesce(e.session_traffic_source_last_click.cross_channel_campaign.medium, e.session_traffic_source_last_click.manual_campaign.medium,
    e.collected_traffic_source.manual_medium, param(e, 'medium').string_value) AS medium,
  coalesce(e.session_traffic_source_last_click.google_ads_campaign.campaign_name, e.session_traffic_source_last_click.cross_channel_campaign.campaign_name,
    e.session_traffic_source_last_click.manual_campaign.campaign_name, e.collected_traffic_source.manual_campaign_name,
    param(e, 'campaign').string_value) AS campaign,
  e.device.category AS device,
  coalesce(e.geo.country, e.geo.region) AS region,
  CASE WHEN e.event_name = 'purchase' THEN {
    'id': coalesce(nullif(e.ecommerce.transaction_id, '(not set)'), param(e, 'transaction_id').string_value, CAST(param(e, 'transaction_id').int_value AS VARCHAR)),
    'value': coalesce(e.ecommerce.purchase_revenue, param(e, 'value').double_value, param(e, 'value').float_value,
      CAST(param(e, 'value').int_value AS DOUBLE), e.event_value_in_usd),
    'currency': coalesce(param(e, 'currency').string_value, CASE WHEN e.event_value_in_usd IS NOT NULL THEN 'USD' END),
    'items': e.items} END AS purchase
FROM events;

-- A visit is what happened under one pair of user_pseudo_id and ga_session_id; its source is what stands first in it.
CREATE OR REPLACE TEMP TABLE visit_rows AS
SELECT visitor AS visitor_id, visitor || '.' || session AS visit_id, make_timestamp(min(us)) AS started_at,
  first(channel_group ORDER BY us) FILTER (channel_group IS NOT NULL) AS channel_group,
  first(source ORDER BY us) FILTER (source IS NOT NULL) AS source, first(medium ORDER BY us) FILTER (medium IS NOT NULL) AS medium,
  first(campaign ORDER BY us) FILTER (campaign IS NOT NULL AND campaign[1] <> '(') AS campaign,
  page_of(first(page ORDER BY us) FILTER (page IS NOT NULL)) AS landing_page, count(*) FILTER (event = 'page_view') AS page_views,
  sum(engaged_ms) / 1000.0 AS duration_s, coalesce(bool_or(engaged), false) AS engaged,
  first(device ORDER BY us) FILTER (device IS NOT NULL) AS device, first(region ORDER BY us) FILTER (region IS NOT NULL) AS region
FROM flat WHERE visitor IS NOT NULL AND session IS NOT NULL AND us IS NOT NULL GROUP BY visitor, session;

CREATE OR REPLACE TEMP TABLE visit_channels AS
SELECT * EXCLUDE (channel_group, source, medium),
  coalesce(channel_group,
    CASE WHEN source IS NULL AND medium IS NULL THEN 'Direct' ELSE coalesce(source, '(not set)') || ' / ' || coalesce(medium, '(not set)') END) AS channel
FROM visit_rows;

-- The same purchase is often sent twice (the thank-you page is loaded again): the first counts.
CREATE OR REPLACE TEMP TABLE purchases AS
SELECT *, row_number() OVER (PARTITION BY coalesce(purchase.id, CAST(_n AS VARCHAR)) ORDER BY us, _n) AS again FROM flat WHERE purchase IS NOT NULL AND us IS NOT NULL;

CREATE OR REPLACE TEMP TABLE order_rows AS
WITH each AS (
  SELECT *, unnest(CASE WHEN len(purchase.items) > 0 THEN purchase.items ELSE [NULL] END) AS item,
    unnest(range(1, greatest(len(purchase.items), 1) + 1)) AS line
  FROM purchases WHERE again = 1
), valued AS (
  SELECT *, coalesce(item.quantity, 1) AS pieces, coalesce(item.item_revenue, item.price * coalesce(item.quantity, 1)) AS worth FROM each
)
SELECT coalesce(purchase.id, 'event-' || _n) AS order_id, line, person AS customer_id, visitor AS visitor_id, visitor || '.' || session AS visit_id,
  make_timestamp(us) AS ordered_at, coalesce(item.item_name, item.item_id) AS product, pieces AS quantity,
  CASE WHEN purchase.items IS NULL OR len(purchase.items) = 0 OR count(worth) OVER o < len(purchase.items)
    THEN CASE WHEN line = 1 THEN purchase.value END ELSE worth END AS revenue,
  upper(purchase.currency) AS currency
FROM valued WINDOW o AS (PARTITION BY _n);
