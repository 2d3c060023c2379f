// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

/// What the datasets of a test hold, whether they work, and what was done with them.
struct shelf {
    std::map<std::string, double> held{};
    std::vector<std::string> done{};
    std::string cannot_load{};
    std::string cannot_save{};
};

/// A dataset of numbers, on a shelf. What it loads is rounded.
class on_shelf {
public:
    on_shelf(shelf& place, std::string name) : place_(&place), name_(std::move(name)) {}

    double load() {
        place_->done.push_back("load " + name_);
        if (place_->cannot_load == name_) throw std::runtime_error("the shelf is locked");
        return static_cast<double>(static_cast<long>(place_->held.at(name_)));
    }
    void save(double value) {
        place_->done.push_back("save " + name_);
        if (place_->cannot_save == name_) throw std::runtime_error("the shelf is full");
        place_->held[name_] = value;
    }
    bool exists() { return place_->held.contains(name_); }
    std::string describe() { return "shelf '" + name_ + "'"; }

private:
    shelf* place_;
    std::string name_;
};
