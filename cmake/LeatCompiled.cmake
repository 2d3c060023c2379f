# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
#   leat_add_compiled(part ROOMS room... LINKS target... PRIVATE target...)
#
# Makes the target leat::<part>_compiled: a static library with the bodies of the functions of these
# rooms, which are folders of include/leat, as `impl/src.hpp` of each lists them. A source of a target that
# links it compiles their declarations only. The definition is PUBLIC: a program that links it has no
# header-only leat beside it.
function(leat_add_compiled part)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "ROOMS;LINKS;PRIVATE")
    set(target leat_${part}_compiled)
    set(folder ${PROJECT_BINARY_DIR}/compiled/${part})
    set(text "// Made by cmake/LeatCompiled.cmake.\n")
    file(CONFIGURE OUTPUT ${folder}/part.cpp CONTENT "${text}#include <leat/support/config.hpp>\n" @ONLY)
    set(sources ${folder}/part.cpp) # a part may have no bodies
    foreach(room IN LISTS arg_ROOMS)
        # One source for each room, or for each part of one: impl/src_<part>.hpp. As room/part only that part.
        set(pattern "src_*")
        if(room MATCHES "^(.*)/(.*)$")
            set(room ${CMAKE_MATCH_1})
            set(pattern "src_${CMAKE_MATCH_2}")
        endif()
        file(GLOB all RELATIVE ${PROJECT_SOURCE_DIR}/include CONFIGURE_DEPENDS
            ${PROJECT_SOURCE_DIR}/include/leat/${room}/impl/${pattern}.hpp)
        if(NOT all AND pattern STREQUAL "src_*")
            file(GLOB all RELATIVE ${PROJECT_SOURCE_DIR}/include CONFIGURE_DEPENDS
                ${PROJECT_SOURCE_DIR}/include/leat/${room}/impl/src.hpp)
        endif()
        foreach(bodies IN LISTS all)
            cmake_path(GET bodies STEM name)
            set(source ${folder}/${room}_${name}.cpp)
            file(CONFIGURE OUTPUT ${source} CONTENT "${text}#include <${bodies}>\n" @ONLY)
            list(APPEND sources ${source})
        endforeach()
    endforeach()

    add_library(${target} STATIC ${sources})
    add_library(leat::${part}_compiled ALIAS ${target})
    set_target_properties(${target} PROPERTIES
        EXPORT_NAME ${part}_compiled OUTPUT_NAME leat_${part}
        POSITION_INDEPENDENT_CODE ON)
    if(NOT LEAT_COMPILED)
        set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
    target_link_libraries(${target} PUBLIC ${arg_LINKS})
    # Only the bodies include the headers of these; those who link the library need them no more.
    foreach(library IN LISTS arg_PRIVATE)
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${library}>)
    endforeach()
    target_compile_definitions(${target} PUBLIC LEAT_SEPARATE_COMPILATION)
    set_property(GLOBAL APPEND PROPERTY LEAT_COMPILED_PARTS ${part})
endfunction()

# Where a part is found by an installed package.
function(leat_install_compiled cmake_dir)
    get_property(parts GLOBAL PROPERTY LEAT_COMPILED_PARTS)
    foreach(part IN LISTS parts)
        string(SUBSTRING ${part} 0 1 first)
        string(SUBSTRING ${part} 1 -1 rest)
        string(TOUPPER ${first} first)
        set(name leat${first}${rest}CompiledTargets)
        install(TARGETS leat_${part}_compiled EXPORT ${name} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
        install(EXPORT ${name} NAMESPACE leat:: DESTINATION ${cmake_dir})
    endforeach()

    # For pkg-config: what each part needs, as its target says it.
    set(pc_folder ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
    file(RELATIVE_PATH leat_pc_to_include ${pc_folder} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
    file(RELATIVE_PATH leat_pc_to_lib ${pc_folder} ${CMAKE_INSTALL_FULL_LIBDIR})
    foreach(part IN LISTS parts)
        set(leat_pc_part ${part})
        set(leat_pc_requires "")
        set(leat_pc_libs "")
        get_target_property(links leat_${part}_compiled LINK_LIBRARIES)
        foreach(link IN LISTS links)
            if(link MATCHES "^leat_(.*)_compiled$")
                string(APPEND leat_pc_requires " leat-${CMAKE_MATCH_1}-compiled")
            elseif(link STREQUAL "Boost::serialization")
                string(APPEND leat_pc_libs " -lboost_serialization")
            elseif(link STREQUAL "SQLite::SQLite3")
                string(APPEND leat_pc_libs " -lsqlite3")
            elseif(link STREQUAL "TBB::tbb")
                string(APPEND leat_pc_libs " -ltbb")
            elseif(link STREQUAL "PkgConfig::leat_httplib")
                string(APPEND leat_pc_requires " cpp-httplib")
            endif()
        endforeach()
        configure_file(${PROJECT_SOURCE_DIR}/cmake/leat-compiled.pc.in
            ${PROJECT_BINARY_DIR}/leat-${part}-compiled.pc @ONLY)
        install(FILES ${PROJECT_BINARY_DIR}/leat-${part}-compiled.pc
            DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
    endforeach()
endfunction()
