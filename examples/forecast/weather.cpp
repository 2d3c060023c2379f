// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "weather.hpp"

#include "../csv.hpp"

namespace forecasting {

std::vector<day> read(std::filesystem::path const& path) {
    std::string const text = csv::read_file(path);
    csv::reader rows(path.string(), text, "date,precipitation,temp_max,temp_min,wind,weather");
    std::vector<day> days;
    while (rows.next_line()) {
        day d;
        d.date = rows.text_field();
        d.precipitation = rows.number_field();
        d.temp_max = rows.number_field();
        d.temp_min = rows.number_field();
        d.wind = rows.number_field();
        days.push_back(std::move(d));
    }
    return days;
}

std::vector<day> clean(std::vector<day> days) {
    std::erase_if(days, [](day const& d) {
        return d.temp_min > d.temp_max || d.temp_min < -60 || d.temp_max > 60;
    });
    return days;
}

} // namespace forecasting
