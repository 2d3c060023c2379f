# Installs leat from its build tree, then configures, builds and runs a project that finds it.
# cmake -D build= -D work= -D generator= -D make_program= -D compiler= -D boost= -P test.cmake
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

# The leat found is the one just installed.
file(STRINGS ${work}/build/CMakeCache.txt found REGEX "^leat_DIR:")
string(FIND "${found}" "${prefix}/" at)
if(at EQUAL -1)
    message(FATAL_ERROR "another leat was found than the one installed: ${found}")
endif()

execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}/build COMMAND_ERROR_IS_FATAL ANY)
foreach(program IN ITEMS consumer cached recorded threaded program)
    execute_process(COMMAND ${work}/build/${program} WORKING_DIRECTORY ${work} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
