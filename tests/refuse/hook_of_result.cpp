// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has an after_pipeline_run that cannot take the result of this run. Give it one of the forms
// expect: {"after_pipeline_run"}
// expect: is_never_called
#include "forecast.hpp"

struct audit { void after_pipeline_run(std::string const&) {} };
void use() { auto app = leat::session<forecast>(audit{}); app.run("clean"_n = std::vector<double>{}); }
