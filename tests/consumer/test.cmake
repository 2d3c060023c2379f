# Installs leat from its build tree, then configures, builds and runs a project that finds it: header-only, and
# with the compiled libraries. Then the same without CMake: with one source of bodies, and by pkg-config.
# Where find_package(leat) comes before what it needs of a file, the message says what is missing.
# cmake -D build= -D work= -D generator= -D make_program= -D compiler= -D boost= -D libdir= -P test.cmake
set(prefix ${work}/prefix)

file(REMOVE_RECURSE ${work})
execute_process(
    COMMAND ${CMAKE_COMMAND} --install ${build} --prefix ${prefix}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${work}/build -G ${generator}
        -D CMAKE_MAKE_PROGRAM=${make_program} -D CMAKE_CXX_COMPILER=${compiler}
        -D CMAKE_PREFIX_PATH=${prefix} -D Boost_DIR=${boost}
        -D CMAKE_FIND_PACKAGE_NO_PACKAGE_REGISTRY=ON
    COMMAND_ERROR_IS_FATAL ANY)

# says(NAME LINES RESULT TEXT): a file of these lines is configured with that exit code and says that.
function(says name lines result text)
    file(WRITE ${work}/${name}/CMakeLists.txt "${lines}")
    execute_process(
        COMMAND ${CMAKE_COMMAND} -S ${work}/${name} -B ${work}/${name}/build -G ${generator} -Wno-dev
            -D CMAKE_MAKE_PROGRAM=${make_program} -D CMAKE_CXX_COMPILER=${compiler}
            -D CMAKE_PREFIX_PATH=${prefix} -D Boost_DIR=${boost}
            -D CMAKE_FIND_PACKAGE_NO_PACKAGE_REGISTRY=ON
        RESULT_VARIABLE was OUTPUT_VARIABLE said ERROR_VARIABLE said)
    string(REGEX REPLACE "[ \n]+" " " said "${said}")
    if(NOT was EQUAL result OR NOT said MATCHES "${text}")
        message(FATAL_ERROR "${name}: exit code ${was}, and it says:\n${said}")
    endif()
endfunction()
set(find "find_package(leat 0.1 REQUIRED)\n")
set(use "add_executable(app ${CMAKE_CURRENT_LIST_DIR}/main.cpp)\ntarget_link_libraries(app PRIVATE leat::leat)\n")
says(first_line "${find}${use}" 1 "cmake_minimum_required\\(VERSION 3.25\\) should be added at the top of the file")
says(without_project "cmake_minimum_required(VERSION 3.25)\n${find}${use}" 0 "Generating done")
says(before_project "cmake_minimum_required(VERSION 3.25)\n${find}project(app LANGUAGES CXX)\n${use}" 1
    "write project\\(app LANGUAGES CXX\\) before find_package\\(leat\\)")
says(without_cxx "cmake_minimum_required(VERSION 3.25)\nproject(app LANGUAGES C)\n${find}${use}" 1
    "leat needs C\\+\\+, which the project has not turned on")

# The leat found is the one just installed.
file(STRINGS ${work}/build/CMakeCache.txt found REGEX "^leat_DIR:")
string(FIND "${found}" "${prefix}/" at)
if(at EQUAL -1)
    message(FATAL_ERROR "another leat was found than the one installed: ${found}")
endif()

execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}/build COMMAND_ERROR_IS_FATAL ANY)
foreach(program IN ITEMS consumer cached recorded threaded program)
    foreach(way IN ITEMS "" _compiled)
        file(REMOVE_RECURSE ${work}/run)
        file(MAKE_DIRECTORY ${work}/run)
        execute_process(COMMAND ${work}/build/${program}${way} WORKING_DIRECTORY ${work}/run
            OUTPUT_VARIABLE said${way} COMMAND_ERROR_IS_FATAL ANY)
        # But for the ids of runs, and how long they took.
        string(REGEX REPLACE "run [0-9a-z-]+|in [0-9.]+ [a-z]+" "" said${way} "${said${way}}")
    endforeach()
    if(NOT said STREQUAL said_compiled)
        message(FATAL_ERROR "${program} says, header-only:\n${said}\nand with the compiled libraries:\n${said_compiled}")
    endif()
endforeach()

# The bodies are compiled once.
set(compile ${compiler} -std=c++20 -DLEAT_SEPARATE_COMPILATION -I ${prefix}/include)
foreach(source IN ITEMS program bodies)
    execute_process(COMMAND ${compile} -c ${CMAKE_CURRENT_LIST_DIR}/${source}.cpp -o ${work}/${source}.o
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND ${compiler} ${work}/program.o ${work}/bodies.o -o ${work}/by_hand
    -lboost_serialization -lsqlite3 -ltbb COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/by_hand run -q WORKING_DIRECTORY ${work}/run COMMAND_ERROR_IS_FATAL ANY)

find_program(pkg_config pkg-config)
if(pkg_config)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${prefix}/${libdir}/pkgconfig
            ${pkg_config} --cflags --libs leat-cli-compiled
        OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(flags UNIX_COMMAND "${flags}")
    execute_process(COMMAND ${compiler} ${work}/program.o -o ${work}/by_pkg_config ${flags} COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${work}/by_pkg_config run -q WORKING_DIRECTORY ${work}/run COMMAND_ERROR_IS_FATAL ANY)
endif()
