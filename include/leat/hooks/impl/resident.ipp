// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/resident.hpp>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace leat::detail {

LEAT_DECL std::optional<resident_memory> read_resident_memory() {
    std::ifstream file("/proc/self/status");
    resident_memory found;
    for (std::string line; std::getline(file, line);) {
        auto const value = [&](std::string_view key) -> std::size_t {
            return std::strtoull(line.c_str() + key.size(), nullptr, 10) * 1024; // told in kB
        };
        if (line.starts_with("VmHWM:")) found.peak = value("VmHWM:");
        if (line.starts_with("VmRSS:")) found.now = value("VmRSS:");
    }
    if (found.now == 0) return std::nullopt;
    return found;
}

LEAT_DECL bool reset_peak_memory() {
    std::ofstream file("/proc/self/clear_refs");
    file << '5';
    file.close();
    return !file.fail();
}

} // namespace leat::detail
