// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "forecast.hpp"

struct audit {
    void before_node_run(leat::node_info const&) {}
    auto before_node_run(leat::at<forecast, "model">) { return leat::replace("ridge"_n = 1); }
    void after_node_run(leat::at<forecast, "model">, double const&) {}
    void on_pipeline_error(leat::run_info const&, std::exception_ptr) {}
    void after_dataset_loaded(std::string_view) {}
};
void use() { auto app = leat::session<forecast>(audit{}); app.run("clean"_n = std::vector<double>{}); }
