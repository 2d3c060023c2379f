// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

/// Declares `std::filesystem::path`. The whole of `<filesystem>` is a tenth of what
/// `<leat/leat.hpp>` costs a compiler, and the standard has no lighter header; libstdc++ has one.
#if __has_include(<bits/fs_fwd.h>)
#include <bits/fs_fwd.h>
#else
#include <filesystem>
#endif
