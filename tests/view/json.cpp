// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/json.hpp>

#include <catch.hpp>

#include "sample.hpp"

#include <boost/property_tree/json_parser.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>

using namespace leat::literals;
using sample::shop;

namespace {

// With a line for each object.
constexpr auto of_a_run = R"EXPECTED({"schema":"leat-view/1","pipeline":"shop","nodes":[
{"name":"file","kind":"input","outputs":["file"],"inputs":[],"types":[],"tags":[],"doc":"","caching":"","guarded":false},
{"name":"rate","kind":"param","outputs":["rate"],"inputs":[],"types":[],"tags":[],"doc":"","caching":"","guarded":false},
{"name":"days, title","kind":"node","outputs":["days","title"],"inputs":["file"],"types":[],"tags":[],"doc":"","caching":"","guarded":false,"status":"ran","attempts":1,"time_ns":12345000,"began_ns":70,"thread":2,"bytes":0,"key":"","reason":""},
{"name":"scaled","kind":"map","outputs":["scaled"],"inputs":["days","rate"],"types":[],"tags":[],"doc":"","caching":"","guarded":false,"status":"hit","attempts":0,"time_ns":0,"began_ns":0,"thread":0,"bytes":1536,"key":"0123456789abcdef000000000000002a","reason":""},
{"name":"fit","kind":"iterate","outputs":["fit"],"inputs":["rate","rate"],"types":[],"tags":[],"doc":"","caching":"","guarded":true,"status":"skipped","attempts":0,"time_ns":0,"began_ns":0,"thread":0,"bytes":0,"key":"","reason":""},
{"name":"eu.sum","kind":"node","outputs":["eu.sum"],"inputs":["scaled"],"types":[],"tags":["totals"],"doc":"","caching":"cached","guarded":false,"status":"resumed","attempts":0,"time_ns":0,"began_ns":0,"thread":0,"bytes":0,"key":"","reason":""},
{"name":"eu.de.mean","kind":"node","outputs":["eu.de.mean"],"inputs":["eu.sum"],"types":[],"tags":[],"doc":"The mean.\u000aOf all.","caching":"","guarded":true,"status":"overridden","attempts":0,"time_ns":0,"began_ns":0,"thread":0,"bytes":0,"key":"","reason":""},
{"name":"best","kind":"choose","outputs":["best"],"inputs":["title","eu.de.mean","fit"],"types":[],"tags":[],"doc":"","caching":"","guarded":false,"status":"failed","attempts":3,"time_ns":0,"began_ns":0,"thread":0,"bytes":0,"key":"","reason":"it threw: \"no \u003c/script>\""},
{"name":"print","kind":"sink","outputs":["print"],"inputs":["best","eu.de.mean"],"types":[],"tags":[],"doc":"","caching":"","guarded":false,"status":"pending","attempts":0,"time_ns":0,"began_ns":0,"thread":0,"bytes":0,"key":"","reason":""}],
"edges":[
{"from":0,"to":2,"value":"file","type":""},
{"from":2,"to":3,"value":"days","type":""},
{"from":1,"to":3,"value":"rate","type":""},
{"from":1,"to":4,"value":"rate","type":""},
{"from":3,"to":5,"value":"scaled","type":""},
{"from":5,"to":6,"value":"eu.sum","type":""},
{"from":2,"to":7,"value":"title","type":""},
{"from":6,"to":7,"value":"eu.de.mean","type":""},
{"from":4,"to":7,"value":"fit","type":""},
{"from":7,"to":8,"value":"best","type":""},
{"from":6,"to":8,"value":"eu.de.mean","type":""}],
"run":{"id":"20260301T120000-abcd","status":"failed","origin":"20260228T120000-abcd","wall_ns":1500000000,"hook_time_ns":12000,"params":[
{"name":"file","text":"'a'","type":"std::string","given":true},
{"name":"rate","text":"0.5","type":"double","given":false}],"metrics":[
{"name":"loss","context":"train","count":3,"not_finite":2,"last":null,"min":0.1,"max":0.1,"mean":0.1,"points":[[1,0.1],[2,null],[3,null]]},
{"name":"done","context":"","count":1,"not_finite":0,"last":1e+300,"min":1e+300,"max":1e+300,"mean":1e+300,"points":[[-9223372036854775808,1e+300]]}]}})EXPECTED";

std::string in_one_line(std::string text) {
    std::erase(text, '\n');
    return text;
}

boost::property_tree::ptree parsed(std::string const& text) {
    std::istringstream in(text);
    boost::property_tree::ptree all;
    boost::property_tree::read_json(in, all);
    return all;
}

} // namespace

TEST_CASE("a run as JSON") {
    CHECK(leat::json(sample::run_of_the_shop()) == in_one_line(of_a_run));

    leat::run_info bare;
    bare.pipeline = "p";
    CHECK(leat::json(bare) ==
          R"({"schema":"leat-view/1","pipeline":"p","nodes":[],"edges":[],"run":{"id":"",)"
          R"("status":"completed","origin":null,"wall_ns":0,"hook_time_ns":0,"params":[],)"
          R"("metrics":[]}})");
}

TEST_CASE("a part of a pipeline as JSON") {
    CHECK(leat::json<shop>(leat::only("scaled"_n), leat::view_options{}) ==
          R"({"schema":"leat-view/1","pipeline":"shop","nodes":[)"
          R"({"name":"rate","kind":"param","outputs":["rate"],"inputs":[],"types":["double"],)"
          R"("tags":[],"doc":"","caching":"","guarded":false},)"
          R"({"name":"scaled","kind":"map","outputs":["scaled"],"inputs":["days","rate"],)"
          R"("types":["std::vector<double>"],"tags":[],"doc":"","caching":"","guarded":false}],)"
          R"("edges":[{"from":0,"to":1,"value":"rate","type":"double"}]})");
}

TEST_CASE("every status has its word in JSON") {
    leat::run_info info;
    for (auto const& [status, word] : {std::pair{leat::run_status::running, "running"},
                                       {leat::run_status::completed, "completed"},
                                       {leat::run_status::failed, "failed"},
                                       {leat::run_status::stopped, "stopped"},
                                       {leat::run_status::crashed, "crashed"}}) {
        info.status = status;
        CHECK(parsed(leat::json(info)).get<std::string>("run.status") == word);
    }
}

TEST_CASE("JSON of any names is JSON, and may stand in a script element") {
    std::string const text = leat::json<sample::nasty>();
    auto const tree = parsed(text);
    CHECK(tree.get<std::string>("pipeline") == "n\"a\\s<t>&y</script>");
    std::vector<std::string> names;
    for (auto const& [none, node] : tree.get_child("nodes"))
        names.push_back(node.get<std::string>("name"));
    CHECK(names.at(2) == "back\\slash\\N\\");
    CHECK(names.at(3) == "<b>&lt;#35;#quot;</b>");
    CHECK(names.at(4) == "line\nbreak\ttab");
    CHECK(names.at(9) == "\xEF\xBF\xBD\x01\x7f");
    CHECK(text.find("</") == text.npos);

    leat::drawing d;
    d.pipeline = "<!--<script>";
    CHECK(leat::json(d).find("<!") == std::string::npos);
    CHECK(parsed(leat::json(d)).get<std::string>("pipeline") == d.pipeline);
}
