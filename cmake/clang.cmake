# Picks a Clang that leat supports: 16 first, as it is the one tested, then newer ones.
if(NOT DEFINED CMAKE_CXX_COMPILER)
    find_program(LEAT_CLANG
        NAMES clang++-16 clang++-17 clang++-18 clang++-19 clang++-20 clang++-21 clang++ REQUIRED)
    set(CMAKE_CXX_COMPILER ${LEAT_CLANG})
endif()
