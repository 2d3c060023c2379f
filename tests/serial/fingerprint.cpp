// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/fingerprint.hpp>

#include <boost/hana/adapt_struct.hpp>
#include <boost/serialization/base_object.hpp>
#include <boost/serialization/export.hpp>

#include <catch.hpp>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <any>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <mutex>
#include <new>

namespace fingerprint_test {

enum class mode : short { off = -3, on = 7 };
struct padded {
    char letter;
    int number;
    bool flag;
    double size;
};
struct outer {
    padded inner;
    std::vector<std::string> names;
    mode now;
};
struct empty {};
struct tree {
    int value = 0;
    std::vector<tree> kids;
};
struct chain {
    int value = 0;
    std::unique_ptr<chain> next;
};
struct linked {
    int value = 0;
    std::shared_ptr<linked> next;
    std::weak_ptr<linked> up;
};
struct sum {
    int value = 0;
    std::shared_ptr<sum> left, right;
};
struct web {
    int value = 0;
    std::unordered_set<std::shared_ptr<web>> to;
};
struct person {
    std::string name;
    int age = 0;
    int cached = 0; // not among those that Hana knows of
};

class secret { // says nothing about itself
public:
    explicit secret(int value) : value_(value) {}
    int value() const { return value_; }

private:
    int value_;
};

class account { // by ADL: the remark does not count
public:
    account(int amount, std::string remark) : amount_(amount), remark_(std::move(remark)) {}
    friend void leat_fingerprint(leat::hasher& to, account const& value) {
        leat::hash_append(to, value.amount_, std::string("EUR"));
    }

private:
    int amount_;
    std::string remark_;
};
class savings : public account { // what its base says leaves out the rate
public:
    using account::account;
    double rate = 0;
};
struct converts { // what it converts to must not stand for it
    operator account() const { return {1, ""}; }
    std::mutex* lock = nullptr;
};
template <class T>
struct box {
    T* held;
    friend void leat_fingerprint(leat::hasher& to, box const& value) {
        leat::hash_append(to, *value.held);
    }
};

struct fragile {
    explicit fragile(int) { throw std::runtime_error("broken"); }
    fragile(fragile const&) noexcept(false) {}
    friend void leat_fingerprint(leat::hasher&, fragile const&) {}
};

class stored { // only the serialize of Boost
public:
    explicit stored(int number, std::string text = "") : number_(number), text_(std::move(text)) {}

private:
    friend class boost::serialization::access;
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& number_;
        archive& text_;
    }
    int number_;
    std::string text_;
};

struct shape {
    virtual ~shape() = default;
    template <class Archive>
    void serialize(Archive&, unsigned) {}
};
struct circle : shape {
    explicit circle(double r = 0) : radius(r) {}
    double radius;
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& boost::serialization::make_nvp("shape",
                                                boost::serialization::base_object<shape>(*this));
        archive& boost::serialization::make_nvp("radius", radius);
    }
};
struct unknown_shape : shape {};
struct silent {
    virtual ~silent() = default;
};

} // namespace fingerprint_test
BOOST_HANA_ADAPT_STRUCT(fingerprint_test::person, name, age);
BOOST_CLASS_EXPORT_GUID(fingerprint_test::circle, "fingerprint_test_circle")

using namespace fingerprint_test;
using leat::fingerprint;
using leat::fingerprintable;

namespace {
template <class T>
std::string hex(T const& value) {
    return fingerprint(value).to_string();
}
// What was fed, written out.
leat::digest fed(std::string_view bytes) {
    return leat::hasher().bytes(bytes.data(), bytes.size()).finish();
}
template <class T>
T other_nan() { // differs in its last bit
    T value = std::numeric_limits<T>::quiet_NaN();
    unsigned char const last = 1;
    std::memcpy(&value, &last, 1);
    return value;
}
template <class T>
concept has_culprit = requires { typename leat::detail::first_unfingerprintable<T>; };
using namespace std::string_literals;
} // namespace

TEST_CASE("hasher: the digest is XXH3-128 of all bytes, however they are parted") {
    CHECK(leat::hasher().finish().to_string() == "99aa06d3014798d86001c324468d497f");
    std::string all;
    for (int i = 0; i < 5000; ++i) all += static_cast<char>(i * 7 + i / 256);
    for (std::size_t size :
         {0u, 1u, 16u, 17u, 128u, 129u, 240u, 241u, 511u, 512u, 513u, 1024u, 1025u, 5000u}) {
        XXH128_hash_t const raw = XXH3_128bits(all.data(), size);
        for (std::size_t part : {1u, 3u, 64u, 255u, 512u, 513u, 5000u}) {
            leat::hasher to;
            for (std::size_t at = 0; at < size; at += part)
                to.bytes(all.data() + at, std::min(part, size - at));
            CHECK(to.finish() == leat::digest{raw.high64, raw.low64});
            CHECK(to.finish() == leat::digest{raw.high64, raw.low64});
        }
    }
}

TEST_CASE("hasher: numbers are 8 bytes, little-endian, and texts begin with their length") {
    CHECK(leat::hasher().number(0x0102030405060708).finish() == fed("\x08\7\6\5\4\3\2\1"));
    CHECK(leat::hasher().text("ab").finish() == fed("\2\0\0\0\0\0\0\0ab"s));
    CHECK(leat::hasher().add({1, 2}).finish() == leat::hasher().number(1).number(2).finish());
    leat::hasher more;
    more.text(std::string(1000, 'x')).finish();
    CHECK(more.number(1).finish() ==
          leat::hasher().text(std::string(1000, 'x')).number(1).finish());
}

TEST_CASE("fingerprint: what is fed is as documented") {
    CHECK(fingerprint(3) == fed("\3\0\0\0"s));
    CHECK(fingerprint(std::int64_t{-2}) == fed("\xfe\xff\xff\xff\xff\xff\xff\xff"s));
    CHECK(fingerprint(true) == fed("\1"));
    CHECK(fingerprint(mode::on) == fed("\7\0"s));
    CHECK(fingerprint(std::byte{9}) == fed("\x09"));
    CHECK(fingerprint(1.0f) == fed("\0\0\x80\x3f"s));
    CHECK(fingerprint("ab"s) == fed("\2\0\0\0\0\0\0\0ab"s));
    CHECK(fingerprint(std::array<char, 2>{'a', 'b'}) == fed("ab"));
    CHECK(fingerprint(std::vector<short>{1, 2}) == fed("\2\0\0\0\0\0\0\0\1\0\2\0"s));
    CHECK(fingerprint(std::optional<char>('a')) == fed("\1a"));
    CHECK(fingerprint(std::optional<char>()) == fed("\0"s));
    CHECK(fingerprint(std::variant<int, char>('a')) == fed("\1\0\0\0\0\0\0\0a"s));
    CHECK(fingerprint(std::tuple<char, std::pair<char, char>>('a', {'b', 'c'})) == fed("abc"));
    CHECK(fingerprint(std::make_unique<char>('a')) == fed("\1a"));
    CHECK(fingerprint(std::bitset<65>(5).set(64)) == leat::hasher().number(5).number(1).finish());
    if constexpr (std::numeric_limits<long double>::digits == 64) // x87: 10 bytes without padding
        CHECK(fingerprint(1.5L) == fed("\0\0\0\0\0\0\0\xc0\xff\x3f"s));
    std::vector<char> const large(4096, 'a'); // the number of elements, and zeros up to 16 bytes
    CHECK(fingerprint(large) == fed("\0\x10\0\0\0\0\0\0"s + std::string(8, '\0') +
                                    std::string(large.data(), large.size())));
    CHECK(fingerprint(std::array<char, 4096>{}) == fed(std::string(4096, '\0')));
    leat::digest const one = fingerprint(1), two = fingerprint(2);
    CHECK(fingerprint(std::unordered_set<int>{1, 2}) ==
          leat::hasher().number(2).add({one.high + two.high, one.low + two.low}).finish());
}

TEST_CASE("fingerprint: the same digests in every run and with every compiler") {
    CHECK(hex(42) == "9a455182d724f0341ad293a711858e8f");
    CHECK(hex(-0.1) == "bcf6df2a2890394e123269e8a150b731");
    CHECK(hex(1.0L / 3 > 0.3L ? -2.75L : 0) == "fca0d5aac20ffabf51ad79c5740f3c7a");
    CHECK(hex(""s) == "2c0a8a99dc147d5445c3b49d035665b2");
    CHECK(hex("hello"s) == "e22eb3a21af2e1e3191230403feae166");
    CHECK(hex(U"\u00e4\u20ac"s) == "a96d7fe3b9ae6803811228d85974650c");
    CHECK(hex(std::filesystem::path("a/b.txt")) == "66a8d2ee6ef7ef41076ec39d2aa31694");
    CHECK(hex(std::vector<std::string>{"ab", "", "c"}) == "7fbe8f04128e276cfd7ff716c0a8769b");
    CHECK(hex(std::map<std::string, double>{{"x", 1.5}, {"y", -2}}) ==
          "73f2272a36640124befd1f699058fd4f");
    CHECK(hex(std::unordered_map<int, std::string>{{1, "a"}, {2, "b"}, {3, "c"}}) ==
          "94780a6c2e42a6d4dd556e44e739b1e6");
    CHECK(hex(std::vector<bool>{true, false, true}) == "5ae8d713bf7bf2433b2cdcec1db73e5e");
    CHECK(hex(std::variant<int, std::string>("a")) == "d66fd64da139ae8b344b32239b61de53");
    CHECK(hex(outer{{'x', 1, true, 2.5}, {"n", "m"}, mode::off}) ==
          "d8681f34b4ebd57e72955c233deb8276");
    CHECK(hex(person{"Ada", 36}) == "c84265ca9b87e0e4ff8fa11859c69042");
    CHECK(hex(std::chrono::year_month_day{std::chrono::year(2024), std::chrono::month(2),
                                          std::chrono::day(29)}) ==
          "6249c7eb628668bdbbb99397acbcf101");
    CHECK(hex(std::complex<float>(1, -1)) == "4062566a8c9b128dd7c35a05ac825b6e");
    CHECK(hex(account(5, "")) == "aa8e2d57442c24d009a7f3b4912b2921");
    std::vector<double> large(5000);
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<double>(i) / 8;
    CHECK(hex(large) == "fc5ae76d8e2674aa09b56be77c5a4b78");
}

TEMPLATE_TEST_CASE("fingerprint: a number is its bits", "", float, double, long double) {
    using limits = std::numeric_limits<TestType>;
    TestType const zero = 0;
    std::vector<TestType> const values = {zero,
                                          -zero,
                                          limits::denorm_min(),
                                          -limits::denorm_min(),
                                          1,
                                          -1,
                                          limits::max(),
                                          limits::lowest(),
                                          limits::infinity(),
                                          -limits::infinity(),
                                          limits::quiet_NaN(),
                                          -limits::quiet_NaN(),
                                          other_nan<TestType>(),
                                          -other_nan<TestType>(),
                                          limits::min(),
                                          1 + limits::epsilon()};
    std::set<leat::digest> seen;
    for (TestType const value : values) {
        CHECK(fingerprint(value) == fingerprint(TestType(value)));
        CHECK(seen.insert(fingerprint(value)).second);
    }
    CHECK(fingerprint(std::complex<TestType>(zero)) != fingerprint(std::complex<TestType>(-zero)));
    // In every place of what is fed as a block, which other containers do not have.
    for (std::size_t size : {1u, 255u, 256u, 257u, 511u, 512u, 513u, 1023u, 1024u, 1025u, 4100u}) {
        std::vector<TestType> plain(size, TestType(1.5));
        for (std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
            seen.clear();
            for (TestType const special : values) {
                plain[at] = special;
                std::deque<TestType> const apart(plain.begin(), plain.end());
                CHECK(fingerprint(plain) == fingerprint(apart));
                CHECK(seen.insert(fingerprint(plain)).second);
            }
            plain[at] = TestType(1.5);
        }
    }
}

TEST_CASE("fingerprint: every bit of a block counts, wherever it begins") {
    for (std::size_t size : {10u, 600u}) { // a small and a large block
        for (char const* before : {"", "a", "abcdefgh"}) {
            std::pair<std::string, std::vector<double>> held(before, std::vector(size, 1.5));
            leat::digest const as_list =
                fingerprint(std::pair(std::string_view(before), std::list<double>(size, 1.5)));
            CHECK(fingerprint(held) == as_list);
            std::set<leat::digest> seen = {as_list};
            for (std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
                auto& bytes = reinterpret_cast<std::array<unsigned char, 8>&>(held.second[at]);
                for (std::size_t bit = 0; bit < 64; ++bit) {
                    auto const mask = static_cast<unsigned char>(1u << bit % 8);
                    bytes[bit / 8] ^= mask;
                    CHECK(seen.insert(fingerprint(held)).second);
                    bytes[bit / 8] ^= mask;
                }
            }
            CHECK(fingerprint(held) == as_list);
        }
    }
}

TEST_CASE("fingerprint: padding is not read") {
    padded a, b;
    std::memset(static_cast<void*>(&a), 0xaa, sizeof a);
    std::memset(static_cast<void*>(&b), 0x55, sizeof b);
    for (padded* value : {&a, &b}) {
        value->letter = 'x';
        value->number = 1;
        value->flag = true;
        value->size = 2;
    }
    CHECK(std::memcmp(&a, &b, sizeof a) != 0);
    CHECK(fingerprint(a) == fingerprint(b));

    long double c, d;
    std::memset(&c, 0xaa, sizeof c);
    std::memset(&d, 0x55, sizeof d);
    c = d = static_cast<long double>(a.number) / 3;
    CHECK(fingerprint(c) == fingerprint(d));
    CHECK(fingerprint(c) != fingerprint(static_cast<long double>(static_cast<double>(c))));
}

TEST_CASE("fingerprint: containers are alike by their elements alone") {
    std::vector<int> const numbers = {1, 2, 3};
    leat::digest const expected = fingerprint(numbers);
    CHECK(fingerprint(std::deque<int>{1, 2, 3}) == expected);
    CHECK(fingerprint(std::list<int>{1, 2, 3}) == expected);
    CHECK(fingerprint(std::forward_list<int>{1, 2, 3}) == expected);
    CHECK(fingerprint(std::valarray<int>{1, 2, 3}) == expected);
    CHECK(fingerprint(std::span<int const>(numbers)) == expected);
    CHECK(fingerprint(std::set<int>{3, 2, 1}) == expected);
    CHECK(fingerprint(std::multiset<int>{3, 2, 1}) == expected);
    CHECK(fingerprint("abc"s) == fingerprint(std::string_view("abc")));
    CHECK(fingerprint(std::vector<bool>{true, false}) ==
          fingerprint(std::deque<bool>{true, false}));
    CHECK(fingerprint(std::map<int, int>{{1, 2}}) ==
          fingerprint(std::vector<std::pair<int, int>>{{1, 2}}));
    std::vector<std::complex<double>> const wave = {{1, -0.0}, {0, 2}};
    CHECK(fingerprint(wave) == fingerprint(std::list(wave.begin(), wave.end())));
    std::vector<int> with_room = numbers;
    with_room.reserve(1000);
    CHECK(fingerprint(with_room) == expected);
    CHECK(fingerprint(std::chrono::seconds(7)) == fingerprint(std::chrono::seconds::rep{7}));
    using days = std::chrono::sys_days;
    CHECK(fingerprint(days(std::chrono::days(7))) == fingerprint(std::chrono::days(7)));
}

TEST_CASE("fingerprint: nothing runs together") {
    using strings = std::vector<std::string>;
    CHECK(fingerprint(strings{"ab", "c"}) != fingerprint(strings{"a", "bc"}));
    CHECK(fingerprint(strings{}) != fingerprint(strings{""}));
    CHECK(fingerprint(strings{""}) != fingerprint(strings{"", ""}));
    using rows = std::vector<std::vector<int>>;
    CHECK(fingerprint(rows{{1, 2}, {3}}) != fingerprint(rows{{1}, {2, 3}}));
    CHECK(fingerprint(rows{{}, {1}}) != fingerprint(rows{{1}, {}}));
    CHECK(fingerprint(std::list<strings>{{"a"}, {}}) != fingerprint(std::list<strings>{{}, {"a"}}));
    using maybe = std::vector<std::optional<int>>;
    CHECK(fingerprint(maybe{1, std::nullopt}) != fingerprint(maybe{std::nullopt, 1}));
    CHECK(fingerprint(std::optional<int>()) != fingerprint(std::optional<int>(0)));
    CHECK(fingerprint(std::optional<std::vector<int>>()) !=
          fingerprint(std::optional<std::vector<int>>(std::in_place)));
    using either = std::variant<int, int, std::monostate>;
    CHECK(fingerprint(either(std::in_place_index<0>, 1)) !=
          fingerprint(either(std::in_place_index<1>, 1)));
    CHECK(fingerprint(std::unique_ptr<int>()) != fingerprint(std::make_unique<int>(0)));
    using pairs = std::unordered_map<std::string, std::string>;
    CHECK(fingerprint(pairs{{"a", "b"}, {"c", "d"}}) != fingerprint(pairs{{"a", "d"}, {"c", "b"}}));
    CHECK(fingerprint(pairs{}) != fingerprint(pairs{{"", ""}}));
    CHECK(fingerprint(tree{1, {{2, {{3, {}}}}}}) != fingerprint(tree{1, {{2, {}}, {3, {}}}}));
    CHECK(fingerprint(std::vector<bool>(8)) != fingerprint(std::vector<bool>(9)));
    CHECK(fingerprint(std::bitset<70>(1)) != fingerprint(std::bitset<70>(2)));
}

TEST_CASE("fingerprint: unordered containers do not tell their order") {
    std::unordered_map<int, std::string> up(8), down(1024);
    for (int i = 0; i < 100; ++i) up[i] = std::to_string(i);
    for (int i = 100; i-- > 0;) down[i] = std::to_string(i);
    REQUIRE(up.begin()->first != down.begin()->first);
    CHECK(fingerprint(up) == fingerprint(down));
    down[7] = "8";
    CHECK(fingerprint(up) != fingerprint(down));
    using bag = std::unordered_multiset<int>;
    CHECK(fingerprint(bag{1, 1, 2}) == fingerprint(bag{2, 1, 1}));
    CHECK(fingerprint(bag{1, 1, 3}) != fingerprint(bag{2, 2, 3})); // equal ones do not cancel out
    CHECK(fingerprint(bag{1, 1}) != fingerprint(bag{}));
}

TEST_CASE("fingerprint: pointers that own count by what they own") {
    auto const one = std::make_shared<std::string>("a");
    CHECK(fingerprint(one) == fingerprint(std::make_shared<std::string>("a")));
    CHECK(fingerprint(one) == fingerprint(std::make_unique<std::string const>("a")));
    CHECK(fingerprint(one) == fingerprint(std::weak_ptr<std::string>(one)));
    CHECK(fingerprint(one) != fingerprint(std::make_shared<std::string>("b")));
    CHECK(fingerprint(std::weak_ptr<std::string>()) == fingerprint(std::shared_ptr<std::string>()));
    chain first{1, std::make_unique<chain>(chain{2, nullptr})};
    CHECK(fingerprint(first) == fed("\1\0\0\0\1\2\0\0\0\0"s));
}

TEST_CASE("fingerprint: a circle of pointers comes to an end") {
    auto const circle_of = [](int size) {
        auto const first = std::make_shared<linked>(linked{0, nullptr, {}});
        auto at = first;
        for (int i = 1; i < size; ++i) {
            at->next = std::make_shared<linked>(linked{0, nullptr, at});
            at = at->next;
        }
        at->next = first;
        leat::digest const found = fingerprint(first);
        first->next.reset(); // let go of it
        return found;
    };
    CHECK(circle_of(1) == circle_of(1));
    CHECK(circle_of(3) == circle_of(3));
    CHECK(circle_of(1) != circle_of(2));
    CHECK(circle_of(2) != circle_of(3));
    // Shared, but no circle.
    auto const leaf = std::make_shared<linked>();
    auto const copy = std::make_shared<linked>();
    CHECK(fingerprint(std::vector{leaf, copy}) == fingerprint(std::vector{copy, leaf}));
    CHECK(fingerprint(std::vector{leaf, leaf}) != fingerprint(std::vector{leaf, copy}));
    // Through the elements of an unordered container too.
    auto const web_of = [](int value) {
        auto const made = std::make_shared<web>(web{value, {}});
        made->to = {made};
        leat::digest const found = fingerprint(made);
        made->to.clear();
        return found;
    };
    CHECK(web_of(1) == web_of(1));
    CHECK(web_of(1) != web_of(2));
}

TEST_CASE("fingerprint: what pointers share counts, and is fed once") {
    auto const make = [](int value) { return std::make_shared<linked>(linked{value, {}, {}}); };
    auto const a = make(1), b = make(1), c = make(2);
    using pointers = std::vector<std::shared_ptr<linked>>;
    CHECK(fingerprint(pointers{a, a, b}) != fingerprint(pointers{a, b, b}));
    CHECK(fingerprint(pointers{a, a, b}) == fingerprint(pointers{b, b, a}));
    CHECK(fingerprint(pointers{a, b, a, b}) != fingerprint(pointers{a, b, b, a}));
    CHECK(fingerprint(std::pair(a, std::weak_ptr(a))) !=
          fingerprint(std::pair(a, std::weak_ptr(b))));
    // Also where one pointer is to a part, or to a base, of what the other one is to.
    std::shared_ptr<int> const part(a, &a->value), other = std::make_shared<int>(1);
    CHECK(fingerprint(std::tuple(a, part)) != fingerprint(std::tuple(a, other)));
    CHECK(fingerprint(std::tuple(a, part, part)) != fingerprint(std::tuple(a, part, other)));
    auto const round = std::make_shared<circle>(1), again = std::make_shared<circle>(1);
    auto const two = [](std::shared_ptr<shape> x, std::shared_ptr<circle> y) {
        return fingerprint(std::pair(x, y));
    };
    CHECK(two(round, round) == two(again, again));
    CHECK(two(round, round) != two(round, again));
    CHECK(two(round, round) != two(std::make_shared<shape>(), round));

    // In unordered containers too, in whatever order they have them.
    using table = std::unordered_map<std::string, std::shared_ptr<linked>>;
    table many(4), reverse(1000);
    for (int i = 0; i < 50; ++i) many["k" + std::to_string(i)] = i % 2 ? a : i % 3 ? b : c;
    for (int i = 50; i-- > 0;) reverse["k" + std::to_string(i)] = i % 2 ? a : i % 3 ? b : c;
    REQUIRE(many.begin()->first != reverse.begin()->first);
    CHECK(fingerprint(many) == fingerprint(reverse));
    reverse["k4"] = make(1);
    CHECK(fingerprint(many) != fingerprint(reverse));
    using bag = std::unordered_multiset<std::shared_ptr<linked>>;
    CHECK(fingerprint(bag{a, a}) != fingerprint(bag{a, b}));
    CHECK(fingerprint(bag{a, c, c}) == fingerprint(bag{c, c, b}));
    CHECK(fingerprint(std::pair(c, bag{a, c})) != fingerprint(std::pair(make(2), bag{a, c})));
}

TEST_CASE("fingerprint: a graph of shared objects takes time by its size alone") {
    auto last = std::make_shared<sum>();
    for (int i = 0; i < 1000; ++i) last = std::make_shared<sum>(sum{i, last, last});
    leat::digest const found = fingerprint(last); // 2^1000 paths lead to the first
    last->right = std::make_shared<sum>(*last->right);
    CHECK(fingerprint(last) != found);

    std::shared_ptr<web> top = std::make_shared<web>();
    std::unordered_set<std::shared_ptr<web>> below = {top};
    for (int i = 0; i < 300; ++i) {
        top = std::make_shared<web>(web{i, below});
        below.insert(top);
        if (below.size() > 3) below.erase(below.begin());
    }
    CHECK(fingerprint(top) == fingerprint(top));
}

TEST_CASE("fingerprint: a list that is longer than the stack holds out is an error") {
    auto const list_of = [](int size) {
        std::shared_ptr<linked> first;
        for (int i = 0; i < size; ++i) first = std::make_shared<linked>(linked{i, first, {}});
        return first;
    };
    auto const let_go = [](std::shared_ptr<linked>& first) {
        while (first) first = std::exchange(first->next, nullptr);
    };
    auto short_list = list_of(1000), long_list = list_of(1'000'000);
    CHECK(fingerprint(short_list) != fingerprint(short_list->next));
    CHECK_THROWS_WITH(
        fingerprint(long_list),
        "cannot take the fingerprint of a 'fingerprint_test::linked': so many objects "
        "are one behind another that the stack does not hold out; keep them in a "
        "container, as in a std::vector");
    let_go(long_list);
    let_go(short_list);

    std::unique_ptr<chain> owned;
    for (int i = 0; i < 1'000'000; ++i) owned = std::make_unique<chain>(chain{i, std::move(owned)});
    try { // an optimiser may make a loop of it
        leat::digest const whole = fingerprint(owned), rest = fingerprint(owned->next);
        CHECK(whole != rest);
    } catch (leat::error const& e) {
        CHECK(std::string(e.what()).find("the stack does not hold out") != std::string::npos);
    }
    while (owned) owned = std::exchange(owned->next, nullptr);
}

TEST_CASE("fingerprint: values that were moved from or lost their value have one") {
    std::string text(100, 'x'), taken = std::move(text);
    CHECK(fingerprint(text) == fingerprint(std::string(text)));
    auto owner = std::make_unique<int>(1), other = std::move(owner);
    CHECK(fingerprint(owner) == fingerprint(std::unique_ptr<int>()));
    std::variant<int, fragile> lost = 1;
    CHECK_THROWS(lost.emplace<1>(1));
    REQUIRE(lost.valueless_by_exception());
    CHECK(fingerprint(lost) == leat::hasher().number(std::variant_npos).finish());
}

TEST_CASE("fingerprint: structs count by their members, by Hana if it knows them") {
    CHECK(fingerprint(person{"Ada", 36, 1}) == fingerprint(person{"Ada", 36, 2}));
    CHECK(fingerprint(person{"Ada", 36}) != fingerprint(person{"Ada", 37}));
    CHECK(fingerprint(padded{'a', 1, true, -0.0}) != fingerprint(padded{'a', 1, true, 0.0}));
    CHECK(fingerprint(padded{'a', 1, true, 0}) != fingerprint(padded{'a', 1, false, 0}));
    CHECK(fingerprint(empty{}) == leat::hasher().finish());
    CHECK(fingerprint(std::monostate{}) == fingerprint(empty{}));
}

TEST_CASE("fingerprint: what the user wrote wins") {
    CHECK(fingerprint(account(1, "a")) == fingerprint(account(1, "b")));
    CHECK(fingerprint(account(1, "a")) != fingerprint(account(2, "a")));
    CHECK(fingerprint(std::vector{account(1, "a")}) == fingerprint(std::vector{account(1, "b")}));
    int a = 1, b = 1;
    CHECK(fingerprint(box<int>{&a}) == fingerprint(box<int>{&b}));
    STATIC_REQUIRE(!fingerprintable<savings>); // the function of its base leaves out the rate
    STATIC_REQUIRE(!fingerprintable<converts>);
}

TEST_CASE("fingerprint: a class that Boost can save counts by its archive") {
    CHECK(fingerprint(stored(1)) == fingerprint(stored(1)));
    CHECK(fingerprint(stored(1)) != fingerprint(stored(2)));
    CHECK(fingerprint(stored(1, std::string(5000, 'x'))) !=
          fingerprint(stored(1, std::string(5000, 'y'))));
    CHECK(fingerprint(std::vector{stored(1), stored(2)}) !=
          fingerprint(std::vector{stored(2), stored(1)}));
    // Behind a pointer to the base is the whole.
    using pointer = std::shared_ptr<shape>;
    CHECK(fingerprint(pointer(new circle(1))) == fingerprint(pointer(new circle(1))));
    CHECK(fingerprint(pointer(new circle(1))) != fingerprint(pointer(new circle(2))));
    CHECK(fingerprint(pointer(new circle(1))) != fingerprint(pointer(new shape)));
    CHECK(fingerprint(std::unique_ptr<shape const>(new circle(1))) ==
          fingerprint(pointer(new circle(1))));
    CHECK_THROWS_WITH(fingerprint(pointer(new unknown_shape)),
                      Catch::Contains("the fingerprint of a 'fingerprint_test::shape'") &&
                          Catch::Contains("BOOST_CLASS_EXPORT"));
}

TEST_CASE("fingerprint: what has none is refused by name") {
    auto const lambda = [a = 1] { return a; };
    STATIC_REQUIRE(!fingerprintable<decltype(lambda)>);
    STATIC_REQUIRE(!fingerprintable<int*>);
    STATIC_REQUIRE(!fingerprintable<char const*>);
    STATIC_REQUIRE(!fingerprintable<int&>);
    STATIC_REQUIRE(!fingerprintable<int volatile>);
    STATIC_REQUIRE(!fingerprintable<char[4]>);
    STATIC_REQUIRE(!fingerprintable<void (*)()>);
    STATIC_REQUIRE(!fingerprintable<std::function<void()>>);
    STATIC_REQUIRE(!fingerprintable<std::any>);
    STATIC_REQUIRE(!fingerprintable<std::reference_wrapper<int>>);
    STATIC_REQUIRE(!fingerprintable<std::tuple<int, int&>>);
    STATIC_REQUIRE(!fingerprintable<std::shared_ptr<void>>);
    STATIC_REQUIRE(!fingerprintable<std::unique_ptr<int[]>>);
    STATIC_REQUIRE(!fingerprintable<std::unique_ptr<silent>>);
    STATIC_REQUIRE(!fingerprintable<std::vector<secret>>);
    STATIC_REQUIRE(fingerprintable<int const>);
    STATIC_REQUIRE(fingerprintable<std::unique_ptr<circle>>);
    STATIC_REQUIRE(fingerprintable<leat::file>);
    STATIC_REQUIRE(fingerprintable<linked>);

    struct deep {
        int number;
        std::map<std::string, std::optional<std::vector<std::pair<int, std::mutex*>>>> all;
    };
    using std::same_as;
    STATIC_REQUIRE(same_as<leat::detail::first_unfingerprintable<deep>, std::mutex*>);
    STATIC_REQUIRE(same_as<leat::detail::first_unfingerprintable<std::set<secret>>, secret>);
    STATIC_REQUIRE(
        same_as<leat::detail::first_unfingerprintable<std::list<std::shared_ptr<silent>>>, silent>);
    STATIC_REQUIRE(!has_culprit<outer>);
}
