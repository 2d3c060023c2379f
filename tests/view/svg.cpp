// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/svg.hpp>

#include <leat/view/layered.hpp>

#include <catch.hpp>

#include "sample.hpp"

#include <boost/property_tree/xml_parser.hpp>

#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>

using namespace leat::literals;
using sample::shop;

namespace {

boost::property_tree::ptree parsed(std::string const& text) {
    std::istringstream in(text);
    boost::property_tree::ptree all;
    boost::property_tree::read_xml(in, all); // throws unless it is well-formed
    return all;
}

std::string own(leat::drawing const& d) { return leat::svg(d, leat::lay_out_layered(d)); }

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("two nodes and a line between them as a picture") {
    CHECK(
        own(leat::draw<shop>(leat::only("eu.de.mean"_n, "eu.sum"_n))) ==
        R"EXPECTED(<svg xmlns="http://www.w3.org/2000/svg" width="140" height="176" viewBox="0 0 140 176" font-family="Helvetica, Arial, sans-serif" text-anchor="middle">
<title>shop</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<defs><marker id="leat-arrow" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto"><path d="M0 0 L9 4 L0 8 Z" fill="#666666"/></marker></defs>
<g fill="none" stroke="#666666">
<path d="M70 68 C70 96 70 96 70 124" marker-end="url(#leat-arrow)"><title>eu.sum: unsigned long</title></path>
</g>
<g><title>eu.sum
cached</title><rect x="31.2" y="16" width="77.6" height="52" rx="4" fill="#ffffff" stroke="#333333" stroke-width="2.5"/><text x="70" y="38" font-size="13">eu.sum</text><text x="70" y="55" font-size="11">cached</text></g>
<g><title>eu.de.mean
The mean.↵Of all.</title><rect x="16" y="124" width="108" height="36" rx="4" fill="#ffffff" stroke="#333333"/><text x="70" y="146.5" font-size="13">eu.de.mean</text></g>
</svg>
)EXPECTED");
}

TEST_CASE("a picture has all nodes and edges, and of a run what happened") {
    std::string const text = own(leat::draw(sample::run_of_the_shop()));
    auto const tree = parsed(text);
    CHECK(tree.get<std::string>("svg.title") == "shop");
    CHECK(count(text, "<g><title>") == 9);
    CHECK(count(text, "<path d=\"M") == 12); // the head of the arrow is one
    for (char const* part :
         {">ran, 12.3 ms</text>", ">from the cache, 1.50 KiB</text>", ">not reached</text>",
          "it threw: &quot;no &lt;/script&gt;&quot;</title>", "stroke-dasharray",
          "<title>days</title>"}) {
        INFO(part);
        CHECK(text.find(part) != text.npos);
    }
    CHECK(count(text, "<polygon") == 5); // param, map, choose, iterate, sink
    CHECK(count(text, "stroke-width") == 1);
}

TEST_CASE("a picture of any names is well-formed, and long ones are cut") {
    std::string const text = own(leat::draw<sample::nasty>());
    auto const tree = parsed(text);
    CHECK(tree.get<std::string>("svg.title") == "n\"a\\s<t>&y</script>");
    CHECK(text.find(">&lt;b&gt;&amp;lt;#35;#quot;&lt;/b&gt;</text>") != text.npos);

    leat::drawing d;
    d.nodes.emplace_back().node.name = std::string(200, 'x');
    std::string const cut = own(d);
    CHECK(cut.find("<title>" + std::string(200, 'x') + "</title>") != cut.npos);
    CHECK(cut.find(">" + std::string(47, 'x') + "…</text>") != cut.npos);
    CHECK(leat::lay_out_layered(d).width < 500);
}

TEST_CASE("nothing, a run and a pipeline are drawn") {
    parsed(leat::svg(leat::drawing()));
    CHECK(count(leat::svg(sample::run_of_the_shop()), "<g><title>") == 9);
    CHECK(count(leat::svg<shop>(leat::to("scaled"_n)), "<g><title>") == 4);
}
