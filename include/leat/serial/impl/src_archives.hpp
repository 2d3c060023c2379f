// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// All bodies of this folder, to be compiled once where LEAT_SEPARATE_COMPILATION is defined.
#include <leat/serial/impl/archive.ipp>
#include <leat/serial/impl/changed_file.ipp>
#include <leat/serial/impl/checked_output.ipp>
#include <leat/serial/impl/class_note.ipp>
#include <leat/serial/impl/file_digest.ipp>
#include <leat/serial/impl/hasher.ipp>
#include <leat/serial/impl/met_objects.ipp>
#include <leat/serial/impl/seal.ipp>
#include <leat/serial/impl/seen_file.ipp>
