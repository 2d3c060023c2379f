# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

# Makes leat_headers_alone, which compiles each header of the library by itself. A unit test includes
# the header that it is about before all others, so a header with one is compiled by itself there.
set(tested "")
foreach(part IN LISTS LEAT_TEST_PARTS)
    file(GLOB sources ${CMAKE_CURRENT_SOURCE_DIR}/${part}/*.cpp)
    foreach(source IN LISTS sources)
        file(STRINGS ${source} first REGEX "^#include" LIMIT_COUNT 1)
        if(first MATCHES "<(leat/.*\\.hpp)>")
            list(APPEND tested ${CMAKE_MATCH_1})
        endif()
    endforeach()
endforeach()

set(alone "")
foreach(header IN LISTS leat_headers)
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR}/include ${header})
    if(NOT name IN_LIST tested)
        set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp)
        file(CONFIGURE OUTPUT ${source} CONTENT "#include <${name}>\n")
        list(APPEND alone ${source})
    endif()
endforeach()
add_library(leat_headers_alone OBJECT EXCLUDE_FROM_ALL ${alone})
target_link_libraries(leat_headers_alone PRIVATE leat)
target_compile_options(leat_headers_alone PRIVATE -O0)
