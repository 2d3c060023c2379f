// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook for one value has parameters of other types than the pipeline has there. Correct them.
// expect: {"after_node_run"}
// expect: for_value<
// expect: {"model"}
// expect: takes_no<double>
#include "forecast.hpp"

#include <memory>

struct audit {
    void after_node_run(leat::at<forecast, "model">, std::unique_ptr<int>) {}
    void after_node_run(leat::node_info const&) {}
};
void use() { auto app = leat::session<forecast>(audit{}); }
