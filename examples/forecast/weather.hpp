// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace forecasting {

/// One day of weather, as it was measured.
struct day {
    std::string date;     ///< year-month-day
    double precipitation; ///< mm
    double temp_max;      ///< deg C
    double temp_min;      ///< deg C
    double wind;          ///< m/s
};

/// The names of a day's fields in a CSV file.
inline std::vector<std::string> day_columns() {
    return {"date", "precipitation", "temp_max", "temp_min", "wind"};
}

/// Reads the days of a CSV file. Throws a sentence with file and line when it is not what it should
/// be.
std::vector<day> read(std::filesystem::path const& path);

/// Leaves out days that no thermometer shows: colder than -60 or hotter than 60 deg C, or a minimum
/// above the maximum. Takes the days over.
std::vector<day> clean(std::vector<day> days);

} // namespace forecasting
