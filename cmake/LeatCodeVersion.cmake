# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
#   leat_code_version(target)
#
# Compiles a digest of the target's code into it, so that the cache knows when code changes that no
# version and no LEAT_FN tells of. It is taken over every C++ source of the target, and of the library targets of
# the same build that it links, as the preprocessor gives it; over the compiler and the options. A comment in a
# line does not count (a new line may, as it means something in a raw string); a change of a macro or a header does. Libraries from outside the build count by the bytes of
# their files. It is taken anew when one of them changes, at the price of preprocessing that source.
set(leat_code_version_script ${CMAKE_CURRENT_LIST_DIR}/LeatCodeDigest.cmake CACHE INTERNAL "")

function(leat_code_version target)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/leat_code_version/${target})
    set(parts "")
    set(outside "")
    set(left ${target})
    set(seen "")
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
        get_target_property(imported ${one} IMPORTED)
        get_target_property(type ${one} TYPE)
        foreach(property IN ITEMS LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
            get_target_property(links ${one} ${property})
            if(links)
                list(APPEND left ${links})
            endif()
        endforeach()
        if(one MATCHES "^leat(_|::)[a-z]+_compiled$")
            continue() # leat's own code counts by its headers alone, as where all of leat is in them
        endif()
        if(imported)
            if(type MATCHES "STATIC_LIBRARY|SHARED_LIBRARY")
                list(APPEND outside $<TARGET_FILE:${one}>)
            endif()
            continue()
        elseif(type STREQUAL "INTERFACE_LIBRARY")
            continue()
        endif()
        leat_preprocess_sources(${one} ${folder} one_parts)
        list(APPEND parts ${one_parts})
    endwhile()

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
