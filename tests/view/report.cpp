// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/report.hpp>
#include <leat/view/sha256.hpp>

#include "sample.hpp"

#include <boost/property_tree/json_parser.hpp>

#include <catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace fs = std::filesystem;

namespace {

std::size_t count_in(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

std::string between(std::string const& text, std::string_view from, std::string_view to) {
    auto const begin = text.find(from);
    REQUIRE(begin != text.npos);
    auto const end = text.find(to, begin + from.size());
    REQUIRE(end != text.npos);
    return text.substr(begin + from.size(), end - begin - from.size());
}

boost::property_tree::ptree data_of(std::string const& page) {
    std::istringstream in(
        between(page, "<script type=\"application/json\" id=\"data\">", "</script>"));
    boost::property_tree::ptree data;
    boost::property_tree::read_json(in, data);
    return data;
}

std::string text_of(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct folder {
    fs::path path = fs::temp_directory_path() / ("leat_report_" + std::to_string(::getpid()));
    folder() { fs::create_directories(path); }
    folder(folder const&) = delete;
    folder& operator=(folder const&) = delete;
    ~folder() { fs::remove_all(path); }
};

} // namespace

TEST_CASE("a report is one page with the run as its data") {
    std::string const page = leat::report_html(sample::run_of_the_shop());
    CHECK(page.starts_with("<!doctype html>\n"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(count_in(page, "<script") == 2);
    CHECK(count_in(page, "</script>") == 2);
    CHECK(between(page, "<title>", "</title>") == "shop - run 20260301T120000-abcd");
    auto const data = data_of(page);
    CHECK(data.get<std::string>("view.schema") == "leat-view/1");
    CHECK(data.get_child("view.nodes").size() == 9);
    CHECK(data.get_child("layout.nodes").size() == 9);
    CHECK(data.get_child("layout.edges").size() == data.get_child("view.edges").size());
    CHECK(data.get<double>("layout.width") > 0);
    CHECK(data.get<std::string>("compare") == "null");
    CHECK(data.get<std::string>("title").empty());
}

TEST_CASE("a report loads nothing") {
    std::string const page = leat::report_html(sample::run_of_the_shop());
    CHECK(page.find("default-src 'none'") != page.npos);
    for (std::string_view part : {" src=", "@import", "url(http", "fetch(", "innerHTML", "eval("}) {
        CAPTURE(part);
        CHECK(page.find(part) == page.npos);
    }
    // The one address in it is the name of a namespace.
    CHECK(count_in(page, "://") == count_in(page, "http://www.w3.org/2000/svg"));
}

TEST_CASE("a report names its style and its script by their digests, and lets nothing else run") {
    std::string const page = leat::report_html(sample::run_of_the_shop());
    std::string const policy = between(page, "Content-Security-Policy\" content=\"", "\"");
    CHECK(policy == "default-src 'none'; style-src 'sha256-" +
                        leat::detail::sha256_base64(between(page, "<style>", "</style>")) +
                        "'; script-src 'sha256-" +
                        leat::detail::sha256_base64(between(page, "<script>", "</script>")) +
                        "'; base-uri 'none'; form-action 'none'");
    CHECK(page.find(" style=\"") == page.npos);
    CHECK(page.find(" onclick=") == page.npos);
}

TEST_CASE("names in a report end no element") {
    leat::run_info info;
    info.pipeline = "</title><script>x</script>&\xff";
    info.nodes.push_back(
        {.name = "</script><!--", .reason = "</ScRiPt>", .outputs = {"</script><!--"}});
    std::string const page = leat::report_html(info, {.compare = info, .title = "</script>"});
    CHECK(count_in(page, "</script>") == 2);
    CHECK(count_in(page, "<!--") == 0);
    CHECK(page.find("</ScRiPt>") == page.npos);
    CHECK(between(page, "<title>", "</title>") == "&lt;/script&gt;");
    CHECK(between(leat::report_html(info), "<title>", "</title>") ==
          "&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;&amp;\xEF\xBF\xBD - run ");
    CHECK(data_of(page).get<std::string>("title") == "</script>");
}

TEST_CASE("a report has the run that it is compared with, and its own title") {
    leat::run_info other = sample::run_of_the_shop();
    other.id = "another";
    auto const data = data_of(
        leat::report_html(sample::run_of_the_shop(), {.compare = other, .title = "Rate 0.5"}));
    CHECK(data.get<std::string>("compare.run.id") == "another");
    CHECK(data.get<std::string>("view.run.id") == "20260301T120000-abcd");
    CHECK(data.get<std::string>("title") == "Rate 0.5");
}

TEST_CASE("a report of nothing is a page") {
    auto const data = data_of(leat::report_html({}));
    CHECK(data.get_child("view.nodes").empty());
}

TEST_CASE("a report is written in one step, with the folders that are missing") {
    folder const here;
    fs::path const path = here.path / "of" / "run.html";
    leat::run_info const info = sample::run_of_the_shop();
    leat::report(path, info);
    CHECK(text_of(path) == leat::report_html(info));
    leat::report(path, info, {.title = "again"});
    CHECK(text_of(path) == leat::report_html(info, {.title = "again"}));
    CHECK(std::distance(fs::directory_iterator(path.parent_path()), {}) == 1);
}

TEST_CASE("a report that cannot be written says so") {
    folder const here;
    try {
        leat::report(here.path, sample::run_of_the_shop());
        FAIL("it was written in place of a folder");
    } catch (leat::error const& e) {
        CHECK(std::string(e.what()) == "cannot write '" + here.path.string() +
                                           "': Is a directory; name a file in place of the folder");
    }
}
