// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "weather.hpp"

#include <leat/catalog/csv.hpp>

namespace forecasting {

std::vector<day> read(std::filesystem::path const& path) {
    leat::dataset::csv const file(path, day_columns());
    return file.load<std::vector<day>>();
}

std::vector<day> clean(std::vector<day> days) {
    std::erase_if(days, [](day const& d) {
        return d.temp_min > d.temp_max || d.temp_min < -60 || d.temp_max > 60;
    });
    return days;
}

} // namespace forecasting
