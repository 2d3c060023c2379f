// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// All bodies of this folder, to be compiled once where LEAT_SEPARATE_COMPILATION is defined.
#include <leat/support/impl/atomic_file.ipp>
#include <leat/support/impl/error.ipp>
#include <leat/support/impl/file_bytes.ipp>
#include <leat/support/impl/large_pages.ipp>
#include <leat/support/impl/narrowing.ipp>
#include <leat/support/impl/printable.ipp>
#include <leat/support/impl/read_chars.ipp>
#include <leat/support/impl/stack.ipp>
#include <leat/support/impl/table_cell.ipp>
#include <leat/support/impl/whole_number.ipp>
