# The same, where each node has a digest of its own.
# cmake -D leat= -D work= -D generator= -D make_program= -D compiler= -D boost= -D xxhash= -P by_node.cmake
set(how EXPERIMENTAL_BY_NODE)
include(${CMAKE_CURRENT_LIST_DIR}/edited.cmake)

expect("the first run" "y ran, z ran, w ran, y = 2, z = 12")
expect("the same again" "y = 2, z = 12")
file(WRITE ${work}/source/helper.cpp "int helper() { return 1; } // a comment\n")
expect("a comment" "y = 2, z = 12")
file(WRITE ${work}/source/helper.cpp "int helper() { return 3 - 2; }\nint another() { return 5; }\n")
expect("another way to the same, and a function that nobody calls" "y = 2, z = 12")
file(WRITE ${work}/source/helper.cpp "int helper() { return 2; }\n")
expect("a function of a library, called by a node" "y ran, z ran, w ran, y = 3, z = 13")
file(WRITE ${work}/source/helper.hpp "#pragma once\nint helper();\nconstexpr int constant = 20;\n")
expect("a constant in a header" "z ran, y = 3, z = 23")

# What the step has written stays where the program is stripped.
find_program(strip strip REQUIRED)
execute_process(COMMAND ${strip} -s ${work}/build/app COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/build/app ${work}/cache OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
if(NOT said STREQUAL "y = 3, z = 23")
    message(FATAL_ERROR "stripped: it says '${said}'")
endif()

# Another folder: the same digests.
file(REMOVE_RECURSE ${work}/elsewhere)
file(COPY ${work}/source DESTINATION ${work}/elsewhere)
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${work}/elsewhere/source -B ${work}/elsewhere/built -G ${generator} -D leat=${leat}
        -D CMAKE_MAKE_PROGRAM=${make_program} -D CMAKE_CXX_COMPILER=${compiler}
        -D Boost_DIR=${boost} -D xxhash=${xxhash} -D how=EXPERIMENTAL_BY_NODE -D without_step=ON
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}/elsewhere/built OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/elsewhere/built/app ${work}/cache OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
if(NOT said STREQUAL "y = 3, z = 23")
    message(FATAL_ERROR "another folder: it says '${said}'")
endif()

# Without the step, the run does not begin.
execute_process(COMMAND ${work}/elsewhere/built/unfilled ${work}/cache OUTPUT_VARIABLE said ERROR_VARIABLE why
    RESULT_VARIABLE failed)
if(NOT failed OR NOT why MATCHES "build it with leat_code_version\\(target\\)")
    message(FATAL_ERROR "without the step: it says '${said}' and '${why}'")
endif()
