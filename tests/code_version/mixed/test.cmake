# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
# A program of two parts that run one pipeline, of which one has a digest of the program's code and
# the other, which the linker sees first, has none: each must do what it knows.
# cmake -D leat= -D work= -D compiler= -D boost= (folders of headers) -D library= -P test.cmake
set(here ${CMAKE_CURRENT_LIST_DIR})
file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})

function(compile)
    execute_process(COMMAND ${compiler} -std=c++20 ${ARGN} WORKING_DIRECTORY ${work}
        COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(expect program folder expected)
    execute_process(COMMAND ${work}/${program} ${work}/${folder} OUTPUT_VARIABLE said
        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    if(NOT said STREQUAL expected)
        message(FATAL_ERROR "${program}: it says '${said}' and not '${expected}'")
    endif()
endfunction()

set(includes -I${leat}/include)
foreach(folder IN LISTS headers)
    list(APPEND includes -isystem ${folder})
endforeach()
# Two versions of the code.
foreach(version IN ITEMS 1 2)
    file(WRITE ${work}/digest_${version}.cpp "extern \"C\" {
extern unsigned char const leat_code_version_digest[16];
unsigned char const leat_code_version_digest[16] = {${version}};
}\n")
    compile(-c digest_${version}.cpp -o digest_${version}.o)
endforeach()
compile(-c ${here}/main.cpp -o main.o)
foreach(level IN ITEMS 0 2)
    compile(${includes} -O${level} -c ${here}/without.cpp -o without_${level}.o)
    compile(${includes} -O${level} -DLEAT_CODE_VERSION=1 -c ${here}/with.cpp -o with_${level}.o)
    foreach(version IN ITEMS 1 2)
        compile(without_${level}.o with_${level}.o main.o digest_${version}.o
            -o O${level}_version_${version} ${library})
    endforeach()
    expect(O${level}_version_1 cache_${level} "without ran, with ran")
    expect(O${level}_version_1 cache_${level} "without ran, with hit")
    expect(O${level}_version_2 cache_${level} "without ran, with ran")
    expect(O${level}_version_2 cache_${level} "without ran, with hit")
endforeach()
