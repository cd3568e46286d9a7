-- Rows as uneven as life: a few topics have most of the filings, each sector its own share, and the
-- words of a text follow Zipf's law. ROWS is the number of contributions.
--
-- Texts are put together from a pool of 20,000 prepared ones, and so are their search vectors: to
-- read a million texts of 285 words would take an hour. Indexes of words are built at the end.

-- The kth word: the few that stand in every text by their number, all others in letters of their own.
CREATE OR REPLACE FUNCTION bench_word(k int) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN k <= 20 THEN 'word' || k
    ELSE substr(translate(md5(k::text), '0123456789', 'ghijklmnop'), 1, 5 + k % 5) END;

-- Word k stands in a text about 1/k as often as the first.
CREATE OR REPLACE FUNCTION bench_words(seed bigint, many int) RETURNS text LANGUAGE sql VOLATILE
RETURN (SELECT string_agg(bench_word(floor(power(60000, random()))::int), ' ')
    FROM generate_series(1, many + seed * 0));

SELECT setseed(0.4);

CREATE TEMPORARY TABLE bench_pool AS
SELECT id, title, summary, body, text,
    setweight(to_tsvector('copro', title), 'A') AS title_words,
    setweight(to_tsvector('copro', summary), 'B') AS summary_words,
    to_tsvector('copro', text) AS words
FROM (SELECT n AS id, initcap(bench_words(n, 5)) AS title, bench_words(n, 20) AS summary,
    bench_words(n, 60) AS body, bench_words(n, 100) AS text FROM generate_series(0, 19999) n) made;

ANALYZE bench_pool;

-- The database would read each text again, and each trigger would run a million times.
ALTER TABLE network_contribution DISABLE TRIGGER USER;

ALTER TABLE network_filing DISABLE TRIGGER USER;

CREATE TEMPORARY TABLE bench_indexes AS
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = ANY (current_schemas(false))
AND indexname IN ('search_entry_words', 'passage_words', 'contribution_title_trigrams');

DO 'DECLARE name text; BEGIN
    FOR name IN SELECT indexname FROM bench_indexes LOOP EXECUTE format($f$DROP INDEX %I$f$, name); END LOOP;
END';

INSERT INTO network_organisation (name, short_name, slug, about, address, website)
SELECT 'Organisation ' || n, '', 'organisation-' || n, '', '', '' FROM generate_series(1, 500) n;

INSERT INTO network_topic (name, slug, description)
SELECT 'topic ' || n, 'topic-' || n, '' FROM generate_series(1, 500) n;

INSERT INTO network_person (name, slug, organisation_id, role, place, region, about, can_help_with,
    looking_for, is_credited, listed, photo_seen_by, work_seen_by, about_seen_by, help_seen_by,
    looking_seen_by)
SELECT 'Person ' || n, 'person-' || n, (SELECT min(id) FROM network_organisation) + n % 500,
    'carer', 'Town ' || n % 900, (ARRAY['wales','london','scotland',''])[1 + n % 4], '',
    CASE WHEN n % 50 = 0 THEN 'gardening' ELSE 'listening' END, '', n % 5 = 0,
    (ARRAY['everyone','members','members','nobody'])[1 + n % 4],
    'members', 'everyone', 'members', 'everyone', 'members'
FROM generate_series(1, ROWS / 2) n;

INSERT INTO network_contribution (kind, title, slug, summary, body, region, place, sector, dated,
    credit, comments_open, created_at, updated_at, published_at, comment_count, view_count, names,
    searchable)
SELECT kind, one.title, kind || '-' || n, one.summary, '<p>' || other.body || '</p>',
    (ARRAY['london','london','wales','scotland','north-west','south-east',''])[1 + (n / 41) % 7],
    'Town ' || n % 900,
    (ARRAY['mental-health','mental-health','health','justice','housing','education',''])[1 + (n / 3) % 7],
    CASE WHEN kind = 'event' AND n % 503 = 1 THEN '' WHEN kind = 'event' AND n % 7 < 5
        THEN to_char(at + (n % 60) * interval '1 day', 'YYYY-MM-DD')
        ELSE (1980 + n * 47 / ROWS) || CASE WHEN n % 3 = 0 THEN '' ELSE '-' || lpad((1 + n % 11)::text, 2, '0') END
    END, 'Person ' || n % 1000, true, at, at,
    CASE WHEN n % 20 = 0 THEN NULL ELSE at END, 0, 0,
    'Person ' || n % 1000 || chr(10) || 'Organisation ' || n % 500 || chr(10) || 'topic ' || n % 487,
    one.text || ' ' || other.text
FROM (SELECT n, (ARRAY['case-study','case-study','event','report','article','article'])[1 + n % 6] AS kind,
    now() - (ROWS - n) * interval '5 minutes' AS at FROM generate_series(1::bigint, ROWS) n) made
JOIN bench_pool one ON one.id = (n * 7919) % 20000
JOIN bench_pool other ON other.id = (n * 104729 + n / 20000) % 20000
ORDER BY n;

INSERT INTO network_filing (tag_id, content_object_id, published_at)
SELECT DISTINCT (SELECT min(id) FROM network_topic) + floor(500 * power(random(), 3))::int, id, published_at
FROM network_contribution, generate_series(1, 3);

INSERT INTO network_searchentry (contribution_id, published_at, kind, sector, region, year, topics, heads, search)
SELECT contribution.id, published_at, kind, sector, region, extract(year FROM happened_on), filed.topics,
    one.title_words || name_words, one.title_words || name_words || one.summary_words || one.words || other.words
FROM network_contribution contribution
JOIN (SELECT content_object_id AS id, array_agg(tag_id ORDER BY tag_id) AS topics
    FROM network_filing GROUP BY content_object_id) AS filed USING (id)
CROSS JOIN LATERAL (SELECT split_part(reverse(split_part(reverse(slug), '-', 1)), '-', 1)::bigint AS n,
    setweight(to_tsvector('copro', names), 'B') AS name_words) AS made
JOIN bench_pool one ON one.id = (n * 7919) % 20000
JOIN bench_pool other ON other.id = (n * 104729 + n / 20000) % 20000
ORDER BY published_at;

INSERT INTO network_passage (contribution_id, sort, heading, text, anchor, number, said_by, published_at)
SELECT contribution.id, (ARRAY['answer', 'insight', 'recommendation'])[1 + contribution.id % 3], pool.title,
    left(pool.text, 300), 'part', '', '', published_at
FROM network_contribution contribution JOIN bench_pool pool ON pool.id = (contribution.id * 613) % 20000
WHERE contribution.id % 4 = 0 ORDER BY contribution.published_at;

SET maintenance_work_mem = '1GB';

DO 'DECLARE made text; BEGIN
    FOR made IN SELECT indexdef FROM bench_indexes LOOP EXECUTE made; END LOOP;
END';

ALTER TABLE network_contribution ENABLE TRIGGER USER;

ALTER TABLE network_filing ENABLE TRIGGER USER;

INSERT INTO network_byline (contribution_id, person_id, position, name_as_printed, took_part_as, own_words,
    consent_from, consent_for)
SELECT DISTINCT ON (id, who) id, (SELECT min(id) FROM network_person) + who, 0, 'Person',
    'professional', '', '', ''
FROM (SELECT id, floor(ROWS / 2 * power(random(), 3))::int AS who
    FROM network_contribution, generate_series(1, 2)) made;

INSERT INTO network_partner (contribution_id, organisation_id, capacity, position)
SELECT id, (SELECT min(id) FROM network_organisation) + floor(500 * power(random(), 3))::int, 'partner', 0
FROM network_contribution;

INSERT INTO network_comment (id, contribution_id, author_id, body, html, path, stands, posted_at)
SELECT n, id, (SELECT min(id) FROM network_person) + n % 100, 'A comment.', '<p>A comment.</p>',
    lpad(n::text, 8, '0'), true, published_at
FROM (SELECT id, published_at, row_number() OVER () AS n
    FROM network_contribution WHERE published_at IS NOT NULL) made;

DROP FUNCTION bench_words;

DROP FUNCTION bench_word
