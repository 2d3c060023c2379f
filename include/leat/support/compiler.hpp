// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// Included before any other line of leat. An older compiler would print thousands of errors: the
// file that is not there stops it at the sentence.

#if defined(__clang__) && __clang_major__ < 16
#error "leat: this Clang is too old. Use Clang 16 or newer, or GCC 12 or newer."
#include <leat_needs_a_newer_compiler>
#elif !defined(__clang__) && defined(__GNUC__) && __GNUC__ < 12
#error "leat: this GCC is too old. Use GCC 12 or newer, or Clang 16 or newer."
#include <leat_needs_a_newer_compiler>
#elif !defined(__cplusplus) || __cplusplus < 202002L
#error "leat: the standard is older than C++20. Compile with -std=c++20, in CMake by target_compile_features(your_target PRIVATE cxx_std_20)."
#include <leat_needs_cxx_20>
#endif

#if defined(__has_include)
#if __has_include(<version>)
#include <version>
#endif
#endif
#if defined(_LIBCPP_VERSION) && !defined(__cpp_lib_jthread)
#error "leat: this libc++ has std::stop_token and std::jthread behind a flag. Use libc++ 19 or newer, and compile and link with -fexperimental-library; or use libstdc++."
#include <leat_needs_std_stop_token>
#endif
