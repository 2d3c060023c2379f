# Builds a program with a cache, edits its code and builds it again: what it runs must follow.
# cmake -D leat= -D work= -D generator= -D make_program= -D compiler= -D boost= -D xxhash= -P test.cmake
include(${CMAKE_CURRENT_LIST_DIR}/edited.cmake)

expect("the first run" "y ran, z ran, w ran, y = 2, z = 12")
expect("the same again" "y = 2, z = 12")
file(WRITE ${work}/source/helper.cpp "int helper() { return 1; } // a comment\n")
expect("a comment" "y = 2, z = 12")
# What w takes is the same, and w says of itself that its code is.
file(WRITE ${work}/source/helper.cpp "int helper() { return 3 - 2; }\n")
expect("another way to the same" "y ran, z ran, y = 2, z = 12")
file(WRITE ${work}/source/helper.cpp "int helper() { return 2; }\n")
expect("a function of a library, called by a node" "y ran, z ran, w ran, y = 3, z = 13")
file(WRITE ${work}/source/helper.hpp "#pragma once\nint helper();\nconstexpr int constant = 20;\n")
expect("a constant in a header" "y ran, z ran, y = 3, z = 23")
