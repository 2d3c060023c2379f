# Configures a program with a cache in ${work}; `expect(what said)` builds it, runs it, and compares what it says.
# To be included, with leat, work, generator, make_program, compiler, boost and xxhash set; how: an argument of
# leat_code_version.
file(REMOVE_RECURSE ${work})
file(COPY ${CMAKE_CURRENT_LIST_DIR}/ DESTINATION ${work}/source)
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${work}/source -B ${work}/build -G ${generator} -D leat=${leat}
        -D CMAKE_MAKE_PROGRAM=${make_program} -D CMAKE_CXX_COMPILER=${compiler}
        -D Boost_DIR=${boost} -D xxhash=${xxhash} "-D how=${how}"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

function(expect what expected)
    execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}/build OUTPUT_VARIABLE built
        ERROR_VARIABLE built RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "${what}: it does not build\n${built}")
    endif()
    execute_process(COMMAND ${work}/build/app ${work}/cache OUTPUT_VARIABLE said
        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    if(NOT said STREQUAL expected)
        message(FATAL_ERROR "${what}: it says '${said}' and not '${expected}'")
    endif()
endfunction()
