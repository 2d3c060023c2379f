// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/sqlite.hpp>
#include <leat/support/config.hpp>

#include <cstdint>
#include <iterator>
#include <span>

namespace leat::detail {

/// "leat", in the header of the database.
inline constexpr std::int64_t repo_application = 0x6c656174;

/// What makes a repo of version n one of version n + 1.
inline constexpr char const* repo_migrations[] = {
    R"(
CREATE TABLE runs(
  id TEXT PRIMARY KEY, pipeline TEXT NOT NULL,
  status INTEGER NOT NULL,      -- leat::run_status
  origin TEXT,                  -- the run that this one resumed
  began INTEGER NOT NULL,       -- ns since 1970
  wall INTEGER, hook_time INTEGER, -- ns, when closed
  failed_node TEXT, reason TEXT,
  host TEXT NOT NULL, boot TEXT NOT NULL, pid INTEGER NOT NULL, pid_began INTEGER NOT NULL,
  pid_space INTEGER NOT NULL,
  program TEXT NOT NULL,
  asked TEXT NOT NULL DEFAULT '',
  sliced INTEGER NOT NULL DEFAULT 0,
  removing INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX runs_by_status ON runs(status);
CREATE INDEX runs_by_pipeline ON runs(pipeline, id);
CREATE INDEX runs_removing ON runs(id) WHERE removing <> 0;
CREATE TABLE nodes(             -- a leat::node_report each
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, position INTEGER NOT NULL,
  name TEXT NOT NULL, outputs TEXT NOT NULL, -- see join_names()
  status INTEGER NOT NULL, attempts INTEGER NOT NULL,
  time INTEGER NOT NULL, bytes INTEGER NOT NULL, key TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(run, position)) WITHOUT ROWID;
CREATE TABLE run_values(        -- inputs, parameters and what nodes returned
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, name TEXT NOT NULL,
  key TEXT NOT NULL,            -- of the node that made it; of an input 32 zeros
  content TEXT NOT NULL, version TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL,
  PRIMARY KEY(run, name)) WITHOUT ROWID;
CREATE INDEX run_values_by_content ON run_values(content);
CREATE TABLE params(
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, name TEXT NOT NULL,
  value,                        -- INTEGER, REAL, TEXT; a NaN as 8 bytes; NULL for anything else
  type TEXT NOT NULL, PRIMARY KEY(run, name)) WITHOUT ROWID;
CREATE INDEX params_by_value ON params(name, value, run);
CREATE TABLE tags(run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, tag TEXT NOT NULL,
  PRIMARY KEY(run, tag)) WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags(tag, run);
CREATE TABLE metrics(           -- a sequence of points each
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
  name TEXT NOT NULL, context TEXT NOT NULL,
  kind INTEGER NOT NULL,        -- 0 numbers, 1 text
  count INTEGER NOT NULL, last, lowest REAL, highest REAL,
  UNIQUE(run, name, context));
CREATE INDEX metrics_by_last ON metrics(name, last, run);
CREATE TABLE points(            -- what one flush wrote, of one sequence; see points.hpp
  metric INTEGER NOT NULL REFERENCES metrics ON DELETE CASCADE, first INTEGER NOT NULL,
  count INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(metric, first)) WITHOUT ROWID;
CREATE TABLE artifacts(
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, name TEXT NOT NULL, file TEXT NOT NULL,
  content TEXT NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY(run, name)) WITHOUT ROWID;
CREATE INDEX artifacts_by_content ON artifacts(content);
CREATE TABLE cache_index(name TEXT PRIMARY KEY, bytes BLOB NOT NULL,
  used INTEGER NOT NULL) WITHOUT ROWID; -- ns since 1970
CREATE TABLE cache_contents(    -- the values that an entry of the cache has
  content TEXT NOT NULL, name TEXT NOT NULL REFERENCES cache_index ON DELETE CASCADE,
  bytes INTEGER NOT NULL, PRIMARY KEY(content, name)) WITHOUT ROWID;
CREATE INDEX cache_contents_by_name ON cache_contents(name);
)",
    R"(
ALTER TABLE runs ADD COLUMN graph TEXT; -- the content of the blob with its structure
ALTER TABLE runs ADD COLUMN graph_bytes INTEGER;
CREATE INDEX runs_by_graph ON runs(graph);
ALTER TABLE nodes ADD COLUMN began INTEGER;  -- ns since the run began
ALTER TABLE nodes ADD COLUMN thread INTEGER;
CREATE VIEW run_blobs AS        -- all that runs have in the store
  SELECT run, content, bytes, 'value ''' || name || '''' AS what FROM run_values
  UNION ALL SELECT run, content, bytes, 'artifact ''' || name || '''' FROM artifacts
  UNION ALL SELECT id, graph, graph_bytes, 'the graph' FROM runs WHERE graph IS NOT NULL;
)",
    R"(
ALTER TABLE runs ADD COLUMN part TEXT; -- values of the nodes that a sliced run was to run, with
                                       -- commas; sliced is 2 then, and 1 where they are not known
ALTER TABLE runs ADD COLUMN anew TEXT; -- what it was to make anew though the run before it had it
)",
    R"(
ALTER TABLE params ADD COLUMN rest; -- of a number that no REAL is: it is value + rest; INTEGER of
                                    -- an unsigned one, REAL of a long double, else NULL
DROP INDEX params_by_value;
CREATE INDEX params_by_value ON params(name, value, run, type, rest);
)",
    R"(
ALTER TABLE params ADD COLUMN given INTEGER; -- 0 where it was there by default
)"};

inline constexpr auto repo_version = static_cast<std::int64_t>(std::size(repo_migrations));

LEAT_DECL std::int64_t number_of(database& db, std::string_view sql);

/// Takes the steps from the version that is there; the database becomes a repo of the last one.
LEAT_DECL void migrate(database& db, std::span<char const* const> steps = repo_migrations);

/// Throws `repo_error` when it is not a repo that this leat knows. Changes nothing. Returns its
/// version.
LEAT_DECL std::int64_t check_repo(database& db);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/schema.ipp>
#endif
