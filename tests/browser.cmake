# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

# The command line, as programs and as people use it.
add_executable(test_app ${PROJECT_SOURCE_DIR}/tests/cli/app.cpp)
target_link_libraries(test_app PRIVATE leat::cli_compiled leat_dev)
foreach(how IN ITEMS pipe terminal)
    add_test(NAME cli_${how} COMMAND ${PROJECT_SOURCE_DIR}/tests/cli/${how}.sh $<TARGET_FILE:test_app>)
endforeach()

# Pages in a browser and diagrams by Mermaid, with what scripts/setup has put into build/browser.
set(LEAT_BROWSER ${PROJECT_SOURCE_DIR}/build/browser CACHE PATH "Where playwright-core, mermaid and jsdom are")
find_program(LEAT_NODE node)
find_program(LEAT_CHROMIUM NAMES chromium chromium-browser google-chrome)
mark_as_advanced(LEAT_NODE LEAT_CHROMIUM)
if(NOT LEAT_NODE OR NOT EXISTS ${LEAT_BROWSER}/done)
    message(WARNING "leat's pages and diagrams are not tested: there is no node, or `scripts/setup test` was not run.")
    return()
endif()
set_property(TEST view APPEND PROPERTY ENVIRONMENT
    "LEAT_MERMAID=${LEAT_NODE} ${PROJECT_SOURCE_DIR}/tests/view/mermaid.mjs ${LEAT_BROWSER}")
if(NOT LEAT_CHROMIUM)
    message(WARNING "leat's pages are not tested: there is no Chromium.")
    return()
endif()

add_executable(make_reports ${PROJECT_SOURCE_DIR}/tests/view/make_reports.cpp)
target_link_libraries(make_reports PRIVATE leat::view_compiled leat_dev)
set(pages ${CMAKE_CURRENT_BINARY_DIR}/pages)
add_test(NAME make_reports COMMAND make_reports ${pages})
add_test(NAME browser_report COMMAND ${LEAT_NODE} ${PROJECT_SOURCE_DIR}/tests/view/report.mjs ${pages} ${pages}/shots)
set_tests_properties(make_reports PROPERTIES FIXTURES_SETUP reports)
set_tests_properties(browser_report PROPERTIES FIXTURES_REQUIRED reports)

add_executable(ui_server ${PROJECT_SOURCE_DIR}/tests/cli/ui_server.cpp)
target_link_libraries(ui_server PRIVATE leat::cli_compiled leat_dev)
add_test(NAME browser_ui COMMAND ${LEAT_NODE} ${PROJECT_SOURCE_DIR}/tests/cli/ui.mjs
    $<TARGET_FILE:ui_server> ${LEAT_BROWSER} ${CMAKE_CURRENT_BINARY_DIR}/ui_shots)
# Alone, as they say within what time a page is there.
set_tests_properties(browser_report browser_ui PROPERTIES RUN_SERIAL ON
    ENVIRONMENT "PLAYWRIGHT=${LEAT_BROWSER};CHROMIUM=${LEAT_CHROMIUM}")
