# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
#   leat_code_version(target [EXPERIMENTAL_BY_NODE])
#
# Makes the cache know when code changes, where no version and no LEAT_FN tells of it.
#
# One digest of all of the target's code is compiled into it, so that all nodes run again when any of it
# changes. It is taken over every C++ source of the target, and of the library targets of
# the same build that it links, as the preprocessor gives it; over the compiler and the options. A comment in a
# line does not count (a new line may, as it means something in a raw string); a change of a macro or a header does. Libraries from outside the build count by the bytes of
# their files. It is taken anew when one of them changes, at the price of preprocessing that source.
#
# EXPERIMENTAL_BY_NODE, for a program or a shared library, not to be relied on yet, as there are edits that it does not
# see: after linking, a program of leat's takes for each node a digest of all code
# and data that its function can reach, by the relocations of the object files, and writes it into the target: see
# docs/code-keys.md. It needs libelf (Debian: libelf-dev), an x86-64 Linux, and a linker that lists what it reads (GNU ld
# 2.35, lld 12, mold). Elsewhere the build says so, and there is one digest of all code.
set(leat_code_version_script ${CMAKE_CURRENT_LIST_DIR}/LeatCodeDigest.cmake CACHE INTERNAL "")

set(leat_code_digest_sources ${CMAKE_CURRENT_LIST_DIR}/code_digest CACHE INTERNAL "")

function(leat_code_version target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "EXPERIMENTAL_BY_NODE" "" "")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "leat_code_version(${target}) does not know '${arg_UNPARSED_ARGUMENTS}': give it a target, and nothing more")
    endif()
    if(NOT arg_EXPERIMENTAL_BY_NODE)
        leat_code_version_of_all(${target})
        return()
    endif()
    message(WARNING "leat_code_version(${target} EXPERIMENTAL_BY_NODE): there are edits that it does not see, so a stale value can be given "
        "back; docs/code-keys.md lists them")
    leat_add_code_digest(why_not)
    if(why_not)
        message(STATUS "leat_code_version(${target}): ${why_not}, so all its nodes run again when any of its code changes")
        leat_code_version_of_all(${target})
        return()
    endif()
    set(list ${CMAKE_CURRENT_BINARY_DIR}/leat_code_version/${target}/files)
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/leat_code_version/${target})
    target_compile_definitions(${target} PRIVATE LEAT_CODE_VERSION=2)
    # CMake's own list, of 3.27 and later, would be in the way.
    set(CMAKE_LINK_DEPENDS_USE_LINKER FALSE PARENT_SCOPE)
    target_link_options(${target} PRIVATE LINKER:--dependency-file=${list})
    leat_targets_of(${target} parts)
    foreach(part IN LISTS parts)
        get_target_property(imported ${part} IMPORTED)
        get_target_property(type ${part} TYPE)
        if(imported OR type STREQUAL "INTERFACE_LIBRARY")
            continue()
        endif()
        target_compile_options(${part} PRIVATE -ffunction-sections -fdata-sections
            -ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -ffile-prefix-map=${CMAKE_BINARY_DIR}/=)
    endforeach()
    # What the linker lists may be relative to where it runs.
    set(linked_in ${CMAKE_CURRENT_BINARY_DIR})
    if(CMAKE_GENERATOR MATCHES "Ninja")
        set(linked_in ${CMAKE_BINARY_DIR})
    endif()
    add_dependencies(${target} leat_code_digest)
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND $<TARGET_FILE:leat_code_digest> $<TARGET_FILE:${target}> ${list}
        COMMAND ${CMAKE_COMMAND} -E rm -f ${list}
        WORKING_DIRECTORY ${linked_in} VERBATIM)
endfunction()

# The target, and all targets that it links, but for leat's own compiled libraries: leat's code counts by its headers, as
# where all of leat is in them.
function(leat_targets_of target result)
    set(left ${target})
    set(seen "")
    set(found "")
    while(left)
        list(POP_FRONT left one)
        if(one IN_LIST seen OR NOT TARGET ${one})
            continue()
        endif()
        list(APPEND seen ${one})
        get_target_property(aliased ${one} ALIASED_TARGET)
        if(aliased)
            list(APPEND left ${aliased})
            continue()
        endif()
        foreach(property IN ITEMS LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
            get_target_property(links ${one} ${property})
            if(links)
                list(APPEND left ${links})
            endif()
        endforeach()
        if(NOT one MATCHES "^leat(_|::)[a-z]+_compiled$")
            list(APPEND found ${one})
        endif()
    endwhile()
    set(${result} ${found} PARENT_SCOPE)
endfunction()

# Adds the program of the step, leat_code_digest. `why_not`: why there is none, or nothing.
function(leat_add_code_digest why_not)
    set(${why_not} "" PARENT_SCOPE)
    if(TARGET leat_code_digest)
        return()
    endif()
    if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$" OR
            CMAKE_CROSSCOMPILING)
        set(${why_not} "this is no build for Linux on x86-64 on such a machine" PARENT_SCOPE)
        return()
    endif()
    find_path(LEAT_LIBELF_INCLUDE_DIR gelf.h)
    find_library(LEAT_LIBELF_LIBRARY elf)
    mark_as_advanced(LEAT_LIBELF_INCLUDE_DIR LEAT_LIBELF_LIBRARY)
    if(NOT LEAT_LIBELF_INCLUDE_DIR OR NOT LEAT_LIBELF_LIBRARY)
        set(${why_not} "libelf is not found (Debian: libelf-dev)" PARENT_SCOPE)
        return()
    endif()
    include(CheckLinkerFlag)
    check_linker_flag(CXX "LINKER:--dependency-file=${CMAKE_BINARY_DIR}/CMakeFiles/leat_files" LEAT_LINKER_LISTS_FILES)
    if(NOT LEAT_LINKER_LISTS_FILES)
        set(${why_not} "the linker has no --dependency-file" PARENT_SCOPE)
        return()
    endif()
    set(sources "")
    foreach(name IN ITEMS linked main names objects references walk)
        list(APPEND sources ${leat_code_digest_sources}/${name}.cpp)
    endforeach()
    add_executable(leat_code_digest EXCLUDE_FROM_ALL ${sources})
    target_include_directories(leat_code_digest SYSTEM PRIVATE ${LEAT_LIBELF_INCLUDE_DIR})
    target_link_libraries(leat_code_digest PRIVATE ${LEAT_LIBELF_LIBRARY})
    target_compile_options(leat_code_digest PRIVATE -O2)
    set_target_properties(leat_code_digest PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
endfunction()

function(leat_code_version_of_all target)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/leat_code_version/${target})
    set(parts "")
    set(outside "")
    leat_targets_of(${target} all)
    foreach(one IN LISTS all)
        get_target_property(imported ${one} IMPORTED)
        get_target_property(type ${one} TYPE)
        if(imported)
            if(type MATCHES "STATIC_LIBRARY|SHARED_LIBRARY")
                list(APPEND outside $<TARGET_FILE:${one}>)
            endif()
        elseif(NOT type STREQUAL "INTERFACE_LIBRARY")
            leat_preprocess_sources(${one} ${folder} one_parts)
            list(APPEND parts ${one_parts})
        endif()
    endforeach()

    set(digest ${folder}/digest.cpp)
    add_custom_command(OUTPUT ${digest}
        COMMAND ${CMAKE_COMMAND} -D digest=${digest} "-D parts=${parts}" "-D outside=${outside}"
            -D "about=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_SYSTEM_PROCESSOR}"
            -P ${leat_code_version_script}
        DEPENDS ${parts} ${outside} ${leat_code_version_script}
        COMMENT "Taking the digest of the code of ${target}" VERBATIM)
    target_sources(${target} PRIVATE ${digest})
    target_compile_definitions(${target} PRIVATE LEAT_CODE_VERSION=1)
endfunction()

# Adds a command for each C++ source of a target that preprocesses it as it is compiled.
function(leat_preprocess_sources target folder result)
    get_target_property(sources ${target} SOURCES)
    get_target_property(source_dir ${target} SOURCE_DIR)
    get_target_property(standard ${target} CXX_STANDARD)
    if(NOT standard)
        set(standard 20)
    endif()
    # What the compiler is told, in a file; the definition that this adds must not count.
    set(flags ${folder}/${target}.rsp)
    set(includes "$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>")
    set(definitions "$<FILTER:$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>,EXCLUDE,^LEAT_CODE_VERSION>")
    set(options "$<TARGET_PROPERTY:${target},COMPILE_OPTIONS>")
    string(TOUPPER "${CMAKE_BUILD_TYPE}" build)
    file(GENERATE OUTPUT ${flags} CONTENT
        "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build}} -std=gnu++${standard}
$<$<BOOL:${includes}>:-I\"$<JOIN:${includes},\"\n-I\">\">
$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>>
$<JOIN:${options},\n>
")
    # The folders do not count, so that a build in another place has the same digest.
    file(GENERATE OUTPUT ${folder}/${target}.options CONTENT
        "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build}} ${standard} ${definitions} ${options}")
    set(parts ${folder}/${target}.options)
    set(number 0)
    foreach(source IN LISTS sources)
        if(NOT source MATCHES "\\.(cpp|cc|cxx|C|c\\+\\+)$" OR source MATCHES "/leat_code_version/")
            continue()
        endif()
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${source_dir})
        math(EXPR number "${number} + 1")
        set(part ${folder}/${target}_${number}.ii)
        add_custom_command(OUTPUT ${part}
            COMMAND ${CMAKE_CXX_COMPILER} @${flags} -w -E -P -MD -MF ${part}.d -MT ${part} -o ${part} ${source}
            DEPENDS ${source} ${flags} DEPFILE ${part}.d VERBATIM)
        list(APPEND parts ${part})
    endforeach()
    set(${result} ${parts} PARENT_SCOPE)
endfunction()
