// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "store_laws.hpp"

#include <cstddef>
#include <cstdint>

// Of fuzz_read.cpp, which ends the program when something does not hold.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

TEST_CASE("what the fuzzer found once is read without harm") {
    auto const corpus = std::filesystem::path(__FILE__).parent_path() / "corpus";
    if (!std::filesystem::exists(corpus)) {
        WARN("no corpus beside this file");
        return;
    }
    int files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(corpus)) {
        std::string const bytes = content_of(entry.path());
        INFO(entry.path().filename().string());
        CHECK(LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(bytes.data()),
                                     bytes.size()) == 0);
        ++files;
    }
    CHECK(files > 10);
}
