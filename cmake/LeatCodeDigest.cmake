# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
# Writes the digest of some files into a source:
# cmake -D digest=FILE -D parts=FILES -D outside=FILES -D about=TEXT -P LeatCodeDigest.cmake
set(text "${about}")
foreach(file IN LISTS parts outside)
    file(SHA256 ${file} sum)
    string(APPEND text " ${sum}")
endforeach()
string(SHA256 sum "${text}")
string(SUBSTRING ${sum} 0 32 sum)
string(REGEX REPLACE "(..)" "0x\\1, " bytes ${sum})
set(source "extern \"C\" {
extern unsigned char const leat_code_version_digest[16];
unsigned char const leat_code_version_digest[16] = {${bytes}};
}
")
if(EXISTS ${digest})
    file(READ ${digest} old)
endif()
if(NOT "${old}" STREQUAL "${source}")
    file(WRITE ${digest} "${source}")
else()
    file(TOUCH ${digest}) # so that the build knows that it is new
endif()
