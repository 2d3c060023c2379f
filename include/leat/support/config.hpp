// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

/// Before the declaration of each function whose body is in an `.ipp` file. By default leat is
/// header-only: a header includes its `.ipp` file at its end, and the body is inline. Where
/// `LEAT_SEPARATE_COMPILATION` is defined, which must then be so in the whole program, no header
/// does; one source of the program includes the parts that it uses and then `<leat/src.hpp>`, or
/// the program links leat's compiled libraries.
#ifdef LEAT_SEPARATE_COMPILATION
#define LEAT_DECL
#else
#define LEAT_DECL inline
#endif

/// Before the declaration of what a process must have once, such as the list of its open repos. With
/// -fvisibility=hidden each shared library would have its own.
#define LEAT_ONE_IN_PROCESS [[gnu::visibility("default")]]
