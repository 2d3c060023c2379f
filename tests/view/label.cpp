// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/label.hpp>

#include <catch.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

std::string size(std::uint64_t bytes) {
    std::string out;
    leat::detail::print_bytes(out, bytes);
    return out;
}

} // namespace

TEST_CASE("a label is one line of characters that XML may hold") {
    CHECK(leat::detail::label_of("a é 漢 😀") == "a é 漢 😀");
    CHECK(leat::detail::label_of("a\nb\tc") == "a↵b c");
    CHECK(leat::detail::label_of(std::string_view("\0\x1b\x7f\xff", 4)) == "����");
    CHECK(leat::detail::label_of("\xEF\xBF\xBE\xEF\xBF\xBF") == "��");
}

TEST_CASE("sizes have three digits") {
    CHECK(size(0) == "0 B");
    CHECK(size(999) == "999 B");
    CHECK(size(1000) == "0.98 KiB");
    CHECK(size(1536) == "1.50 KiB");
    CHECK(size(222'298'112) == "212 MiB");
    CHECK(size(std::uint64_t{1} << 30) == "1.00 GiB");
    CHECK(size(std::uint64_t{5} << 40) == "5 TiB");
    CHECK(size(UINT64_MAX) == "16777215 TiB");
}

TEST_CASE("below the name stands what was declared and what happened") {
    leat::drawing d;
    leat::drawn_node node;
    CHECK(leat::detail::second_line(d, node) == "");
    node.node.caching = "cached";
    CHECK(leat::detail::second_line(d, node) == "cached");
    d.run.emplace().status = leat::run_status::running;
    node.report.emplace();
    CHECK(leat::detail::second_line(d, node) == "cached, pending");
    d.run->status = leat::run_status::stopped;
    CHECK(leat::detail::second_line(d, node) == "cached, not reached");
    node.report->status = leat::node_status::ran;
    node.report->time = std::chrono::milliseconds(12);
    node.report->bytes = 8;
    CHECK(leat::detail::second_line(d, node) == "cached, ran, 12.0 ms, 8 B");
}
