// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/memo/impl/caching_memo.ipp>
#include <leat/memo/impl/caching_memo_files.ipp>
#include <leat/memo/impl/caching_memo_inherited.ipp>
#include <leat/memo/impl/caching_memo_keep.ipp>
#include <leat/memo/impl/caching_memo_keys.ipp>
#include <leat/memo/impl/caching_memo_predict.ipp>
#include <leat/memo/impl/caching_memo_told.ipp>
#include <leat/memo/impl/map_memory.ipp>
#include <leat/memo/impl/part_store.ipp>
#include <leat/memo/impl/told.ipp>
