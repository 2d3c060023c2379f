// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/source.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <string_view>

using namespace leat::literals;

namespace {

// clang-format off
constexpr auto plain = leat::pipeline("plain", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int x) { return x + 1; /* one more */ }), "x"));
constexpr auto spaced = leat::pipeline("spaced", leat::input<int>("x"),
    leat::node("y", LEAT_FN([] (int x) {
        return x+1; // one more
    }), "x"));
constexpr auto other = leat::pipeline("other", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int x) { return x + 2; }), "x"));
constexpr auto unsourced = leat::pipeline("unsourced", leat::input<int>("x"),
    leat::node("y", [](int x) { return x + 1; }, "x"));
constexpr auto halves = leat::pipeline("halves", leat::input<int>("x"),
    leat::node(leat::outputs("l", "r"), LEAT_FN([](int x) { return std::pair(x / 2, x - x / 2); }), "x"));

// The quote of a literal with a prefix begins it, and does not separate digits.
constexpr auto blank = leat::pipeline("blank", leat::input<wchar_t>("c"),
    leat::node("y", LEAT_FN([](wchar_t c) { return c == L'"' ? std::string("x , y") : std::string(); }), "c"));
constexpr auto no_blank = leat::pipeline("no_blank", leat::input<wchar_t>("c"),
    leat::node("y", LEAT_FN([](wchar_t c) { return c == L'"' ? std::string("x,y") : std::string(); }), "c"));
constexpr auto in_case = leat::pipeline("in_case", leat::input<char>("c"),
    leat::node("y", LEAT_FN([](char c) { switch (c) { case'"': return std::string("a  b"); default: return std::string("'"); } }), "c"));
constexpr auto in_case_other = leat::pipeline("in_case_other", leat::input<char>("c"),
    leat::node("y", LEAT_FN([](char c) { switch (c) { case'"': return std::string("a b"); default: return std::string("'"); } }), "c"));
// The preprocessor puts lines together before a macro sees them, but in a raw string.
constexpr auto spliced = leat::pipeline("spliced", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int x) { ret\
urn x \
+ 1; }), "x"));
constexpr auto text_spliced = leat::pipeline("text_spliced", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int) { return std::string("a \
b"); }), "x"));
constexpr auto text_whole = leat::pipeline("text_whole", leat::input<int>("x"),
    leat::node("y", LEAT_FN([](int) { return std::string("a b"); }), "x"));
// clang-format on

constexpr leat::digest of(std::string_view text) { return leat::detail::source_digest(text); }

} // namespace

TEST_CASE("white space and comments do not count in a function's source, what it does counts") {
    STATIC_REQUIRE(leat::key<plain, "y"> == leat::key<spaced, "y">);
    STATIC_REQUIRE(leat::key<plain, "y"> != leat::key<other, "y">);
    STATIC_REQUIRE(leat::key<plain, "y"> != leat::key<unsourced, "y">);
}

TEST_CASE("a function given with its source is the same function") {
    CHECK(leat::run<plain>("x"_n = 1)["y"_n] == 2);
    auto const [l, r] = leat::run<halves>("x"_n = 5);
    CHECK(l == 2);
    CHECK(r == 3);
}

TEST_CASE("white space counts where something else would be read without it") {
    STATIC_REQUIRE(of("{a + b}") == of("{ a+b }"));
    STATIC_REQUIRE(of("{a + +b}") != of("{ a++b }"));
    STATIC_REQUIRE(of("{int a}") != of("{inta}"));
    STATIC_REQUIRE(of("{\"a b\"}") != of("{\"ab\"}"));
    STATIC_REQUIRE(of("{\"a\\\" b\"}") != of("{\"a\\\"b\"}"));
    STATIC_REQUIRE(of("{' '}") != of("{''}"));
    STATIC_REQUIRE(of("{R\"x(a \" b)x\" c d}") != of("{R\"x(a \"b)x\" c d}"));
    STATIC_REQUIRE(of("{R\"x(a \" b)x\" + c}") == of("{R\"x(a \" b)x\"+c}"));
    STATIC_REQUIRE(of("{1'000 + ' ' }") == of("{1'000+' '}"));
}

TEST_CASE("a literal with a prefix in a function's source is a literal") {
    STATIC_REQUIRE(leat::key<blank, "y"> != leat::key<no_blank, "y">);
    STATIC_REQUIRE(leat::key<in_case, "y"> != leat::key<in_case_other, "y">);
}

TEST_CASE("lines that are put together by a backslash are one line") {
    STATIC_REQUIRE(leat::key<spliced, "y"> == leat::key<plain, "y">);
    STATIC_REQUIRE(leat::key<text_spliced, "y"> == leat::key<text_whole, "y">);
}

namespace {

/// The beginning of a function's source, and whether it ends outside of a literal, so that blanks
/// that follow do not count.
struct lexer_case {
    std::string_view before;
    bool is_code;
};

// clang-format off
constexpr lexer_case lexer_cases[] = {
    // character literals with each prefix, which hold the other quote
    {R"--({'"';)--", true},
    {R"--({L'"';)--", true},
    {R"--({u'"';)--", true},
    {R"--({U'"';)--", true},
    {R"--({u8'"';)--", true},
    {R"--({L'\'';)--", true},
    {R"--({'\\';)--", true},
    {R"--({'"'_x;)--", true},
    {R"--({'"')--", true},
    {R"--({case'"':)--", true},
    {R"--({return'"';)--", true},
    {R"--({x1'"';)--", true},
    {R"--({_1'"';)--", true},
    {R"--({R'"';)--", true},
    // strings with each prefix
    {R"--({"'";)--", true},
    {R"--({L"'";)--", true},
    {R"--({u"'";)--", true},
    {R"--({U"'";)--", true},
    {R"--({u8"'";)--", true},
    {R"--({"\"";)--", true},
    {R"--({"\\";)--", true},
    {R"--({"\\\"";)--", true},
    {R"--({")--", false},
    {R"--({L")--", false},
    {R"--({u8")--", false},
    {R"--({"\")--", false},
    {R"--({"\\\")--", false},
    {R"--({'"'")--", false},
    {R"--({"a""b")--", true},
    // numbers, in which a quote separates digits
    {R"--({1'000;)--", true},
    {R"--({0x1'f;)--", true},
    {R"--({0xA'B;)--", true},
    {R"--({0b1'0'1;)--", true},
    {R"--({1'0.0'1e1'0;)--", true},
    {R"--({.5'0;)--", true},
    {R"--({1'000_km;)--", true},
    {R"--({1'0u;)--", true},
    {R"--({1e+1'0;)--", true},
    {R"--({0x1p-1'0f;)--", true},
    {R"--({1'000+'"';)--", true},
    {R"--({1'000+")--", false},
    {R"--({1-'"';)--", true},
    {R"--({a.b'"';)--", true},
    // raw strings
    {R"--({R"(")";)--", true},
    {R"--({R"(\)";)--", true},
    {R"--({R"(')";)--", true},
    {R"--({LR"(")";)--", true},
    {R"--({uR"(")";)--", true},
    {R"--({UR"(")";)--", true},
    {R"--({u8R"(")";)--", true},
    {R"--({R"x()")x";)--", true},
    {R"--({R"x()")";)--", false},
    {R"--({R"x()")X";)--", false},
    {R"--({R"()--", false},
    {R"--({u8R"()--", false},
    {R"--({R"()" "(";)--", true},
    {R"--({R"(a)"_s;)--", true},
    // a name that ends in R is no prefix, nor is a suffix
    {R"--({FOR"(";)--", true},
    {R"--({_R"(";)--", true},
    {R"--({l8R"(";)--", true},
    {R"--({""R"(";)--", true},
    {R"--({''R"(";)--", true},
    {R"--({1R"(";)--", true},
};
// clang-format on
// Whether the blanks of `a , b` count after that text.
constexpr bool blanks_count(std::string_view after) {
    char apart[80]{}, close[80]{};
    std::size_t size = 0, less = 0;
    for (char c : after) apart[size++] = close[less++] = c;
    for (char c : std::string_view("a , b")) {
        apart[size++] = c;
        if (c != ' ') close[less++] = c;
    }
    return of({apart, size}) != of({close, less});
}
static_assert(blanks_count("{\"") && !blanks_count("{L'\"'"));

} // namespace

TEST_CASE("what is code and what is in a literal is told as the preprocessor tells it") {
    for (lexer_case const& one : lexer_cases) {
        INFO(one.before);
        CHECK(blanks_count(one.before) != one.is_code);
    }
}

TEST_CASE(
    "white space counts where a prefix, a suffix or a number would begin or go on without it") {
    STATIC_REQUIRE(of("{L 'a'}") != of("{L'a'}"));
    STATIC_REQUIRE(of("{R \"(a)\"}") != of("{R\"(a)\"}"));
    STATIC_REQUIRE(of("{\"a\" _s}") != of("{\"a\"_s}"));
    STATIC_REQUIRE(of("{return L'a'}") != of("{returnL'a'}"));
    STATIC_REQUIRE(of("{return 'a'}") == of("{return'a'}"));
    STATIC_REQUIRE(of("{return .5}") == of("{return.5}"));
    STATIC_REQUIRE(of("{x = .5}") == of("{x=.5}"));
}
