// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// All bodies of this folder, to be compiled once where LEAT_SEPARATE_COMPILATION is defined.
#include <leat/cache/impl/blob.ipp>
#include <leat/cache/impl/element_pack.ipp>
#include <leat/cache/impl/entry.ipp>
#include <leat/cache/impl/folder_store.ipp>
#include <leat/cache/impl/memory_store.ipp>
#include <leat/cache/impl/miss_reason.ipp>
#include <leat/cache/impl/store_entry_text.ipp>
#include <leat/cache/impl/store_file.ipp>
#include <leat/cache/impl/store_lock.ipp>
#include <leat/cache/impl/store_path.ipp>
#include <leat/cache/impl/store_root.ipp>
#include <leat/cache/impl/store_text.ipp>
