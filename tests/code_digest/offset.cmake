# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
# A table whose first index is 97: the code refers to a place 388 bytes before it, where other tables lie.
# cmake -D work=FOLDER -D compiler=C++ -D digest=PROGRAM -P offset.cmake
cmake_policy(VERSION 3.25)
file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})
foreach(entry IN ITEMS 17 99)
    set(text "static int const letters[] = {11, 12, 13, 14, 15, 16, ${entry}, 18};\n")
    foreach(i RANGE 1 30)
        string(APPEND text "static int const table_${i}[] = {${i}, 2, 3, ${i}, 5, 6};\n"
            "extern \"C\" int other_${i}(int i) { return table_${i}[i & 3]; }\n")
    endforeach()
    string(APPEND text "extern \"C\" int lookup(long c) { return letters[c - 97]; }\n"
        "int main(int n, char**) { return lookup(n + 102); }\n")
    file(WRITE ${work}/program.cpp "${text}")
    execute_process(COMMAND ${compiler} -O2 -fno-pie -ffunction-sections -fdata-sections -c ${work}/program.cpp
        -o ${work}/program.o COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${compiler} -no-pie ${work}/program.o -Wl,--dependency-file=${work}/list -o ${work}/program
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${digest} -a lookup ${work}/list OUTPUT_VARIABLE lookup_${entry} COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${digest} -a other_12 ${work}/list OUTPUT_VARIABLE other_${entry} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
if(lookup_17 STREQUAL lookup_99)
    message(SEND_ERROR "a table that is used with an offset is missed: ${lookup_17}")
endif()
if(NOT other_17 STREQUAL other_99)
    message(SEND_ERROR "another table counts, too: ${other_17} ${other_99}")
endif()
