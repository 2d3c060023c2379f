// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// All bodies of this folder, to be compiled once where LEAT_SEPARATE_COMPILATION is defined.
#include <leat/catalog/impl/csv.ipp>
#include <leat/catalog/impl/csv_field.ipp>
#include <leat/catalog/impl/csv_reader.ipp>
#include <leat/catalog/impl/text.ipp>
#include <leat/catalog/impl/versioned.ipp>
