// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/archive.hpp>

#include <boost/hana/adapt_struct.hpp>
#include <boost/serialization/base_object.hpp>
#include <boost/serialization/export.hpp>
#include <boost/serialization/version.hpp>

#include <catch.hpp>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <sstream>

namespace app {

struct layer {
    int width = 0;
    std::vector<double> weights;
    std::map<std::string, int> labels;
    bool operator==(layer const&) const = default;
};
enum class mode : short { off = -3, on = 7 };
struct model {
    std::string name;
    std::vector<layer> layers;
    std::optional<layer> head;
    std::variant<int, std::string, layer> extra;
    std::tuple<int, std::string> pair;
    std::filesystem::path file;
    std::chrono::year_month_day day;
    std::chrono::milliseconds time{};
    std::array<mode, 2> modes{};
    std::vector<std::byte> bytes;
    std::unordered_map<int, std::string> table;
    std::vector<bool> flags;
    bool operator==(model const&) const = default;
};

struct person {
    std::string name;
    int age = 0;
    bool operator==(person const&) const = default;
};

// What a class of somebody else's looks like, with its own way to be stored.
struct matrix {
    std::size_t rows = 0, columns = 0;
    std::vector<double> data;
    bool operator==(matrix const&) const = default;
};

class account {
public:
    account() = default;
    explicit account(int amount) : amount_(amount) {}
    int amount() const { return amount_; }
    std::string const& currency() const { return currency_; }

private:
    friend class boost::serialization::access;
    template <class Archive>
    void serialize(Archive& archive, unsigned const version) {
        archive& boost::serialization::make_nvp("amount", amount_);
        if (version > 0) archive& boost::serialization::make_nvp("currency", currency_);
    }
    int amount_ = 0;
    std::string currency_ = "EUR";
};

struct shape {
    virtual ~shape() = default;
    virtual double area() const = 0;
    template <class Archive>
    void serialize(Archive&, unsigned) {}
};
struct square : shape {
    double side = 0;
    double area() const override { return side * side; }
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& boost::serialization::make_nvp("shape",
                                                boost::serialization::base_object<shape>(*this));
        archive& boost::serialization::make_nvp("side", side);
    }
};

struct scene {
    std::vector<std::unique_ptr<shape>> shapes;
    int layer = 0;
};

struct shared {
    std::shared_ptr<layer> first, second;
    std::unique_ptr<std::string> owned;
};

struct link {
    int number = 0;
    std::shared_ptr<link> next;
};

class fixed {
public:
    explicit fixed(int number) : value(number) {}
    int value;
    template <class Archive>
    void serialize(Archive&, unsigned) {}
};
template <class Archive>
void save_construct_data(Archive& archive, fixed const* it, unsigned) {
    archive << boost::serialization::make_nvp("value", it->value);
}
template <class Archive>
void load_construct_data(Archive& archive, fixed* it, unsigned) {
    int value = 0;
    archive >> boost::serialization::make_nvp("value", value);
    ::new (it) fixed(value);
}

} // namespace app

BOOST_HANA_ADAPT_STRUCT(app::person, name, age);
BOOST_CLASS_VERSION(app::account, 1)
BOOST_CLASS_EXPORT(app::square)

namespace boost::serialization {
template <class Archive>
void serialize(Archive& archive, app::matrix& it, unsigned) {
    archive& make_nvp("rows", it.rows);
    archive& make_nvp("columns", it.columns);
    it.data.resize(it.rows * it.columns);
    archive& make_nvp("data", make_array(it.data.data(), it.data.size()));
}
} // namespace boost::serialization

namespace {

using namespace leat::format;

template <class T, class Format>
std::string saved(T const& value, Format form) {
    std::ostringstream to;
    leat::save_to(to, value, form);
    return to.str();
}
template <class T, class Format>
T again(T const& value, Format form) {
    std::istringstream from(saved(value, form));
    return leat::load_from<T>(from, form);
}
template <class Action>
std::string error_of(Action action) {
    try {
        action();
    } catch (leat::error const& e) {
        return e.what();
    }
    return "";
}
template <class T = int, class Format = binary>
std::string load_error(std::string const& bytes, Format form = {}) {
    return error_of([&] { (void)leat::load_from<T>(std::string_view(bytes), form); });
}

// The archive with `from` in its text replaced by `to`, and a last line that fits.
std::string altered(std::string bytes, std::string const& from, std::string const& to) {
    auto const at = bytes.find(from);
    REQUIRE(at != bytes.npos);
    bytes.replace(at, from.size(), to);
    auto const line = bytes.rfind("\nleat-archive ");
    auto const size = bytes.find(" bytes=", line) + 7;
    bytes.replace(size, bytes.find(' ', size) - size, std::to_string(line));
    auto const sum_at = bytes.rfind("checksum=") + 9;
    leat::detail::checksum sum;
    sum.add(std::string_view(bytes).substr(0, sum_at));
    return bytes.replace(sum_at, 16, leat::detail::hex(sum.value()));
}

app::model full() {
    app::model it;
    it.name = "<&>\"' \xc3\xa9 ]]> \t\n\r x";
    it.layers = {{1, {0.1, -0.0}, {{"a", 1}}}, {}, {3, {}, {{"", 0}, {" b ", 2}}}};
    it.head = app::layer{9, {1e-310}, {}};
    it.extra = app::layer{4, {}, {}};
    it.pair = {5, " five "};
    it.file = "a b/c.txt";
    it.day = std::chrono::year(2026) / 2 / 28;
    it.time = std::chrono::milliseconds(-77);
    it.modes = {app::mode::on, app::mode::off};
    it.bytes = {std::byte{0}, std::byte{255}};
    it.table = {{1, "one"}, {2, ""}};
    it.flags = {true, false, true};
    return it;
}

} // namespace

TEMPLATE_TEST_CASE("every kind of value comes back", "", binary, text, xml) {
    TestType const form;
    CHECK(again(full(), form) == full());
    CHECK(again(app::model{}, form) == app::model{});
    CHECK(again(app::person{"Ada", 36}, form) == app::person{"Ada", 36});
    CHECK(again(app::matrix{1, 2, {3, 4}}, form) == app::matrix{1, 2, {3, 4}});
    CHECK(again(app::fixed(7), form).value == 7);
    CHECK(again(std::vector<app::person>{{"a", 1}, {"b", 2}}, form)[1].name == "b");
    CHECK(again(app::account(5), form).currency() == "EUR");
    CHECK(saved(full(), form) == saved(full(), form));

    std::unique_ptr<app::shape> shape = std::make_unique<app::square>();
    static_cast<app::square&>(*shape).side = 3;
    CHECK(leat::load_from<std::unique_ptr<app::shape>>(std::string_view(saved(shape, form)), form)
              ->area() == 9);

    app::scene scene;
    scene.layer = 6;
    scene.shapes.push_back(std::move(shape));
    scene.shapes.push_back(nullptr);
    auto const seen = leat::load_from<app::scene>(std::string_view(saved(scene, form)), form);
    REQUIRE(seen.shapes.size() == 2);
    CHECK(seen.shapes[0]->area() == 9);
    CHECK(seen.shapes[1] == nullptr);
    CHECK(seen.layer == 6);

    app::shared alias;
    alias.first = alias.second = std::make_shared<app::layer>(app::layer{2, {}, {}});
    alias.owned = std::make_unique<std::string>("mine");
    auto const back = leat::load_from<app::shared>(std::string_view(saved(alias, form)), form);
    CHECK(back.first == back.second);
    CHECK(back.first->width == 2);
    CHECK(*back.owned == "mine");
}

TEMPLATE_TEST_CASE("numbers come back to the last bit", "", binary, text, xml) {
    TestType const form;
    using limits = std::numeric_limits<double>;
    std::vector<double> values{
        0.0,           -0.0, limits::infinity(), -limits::infinity(), limits::denorm_min(),
        limits::max(), 0.1};
    std::mt19937_64 random(3);
    while (values.size() < 500)
        if (auto const x = std::bit_cast<double>(random()); x == x) values.push_back(x);
    auto const back = again(values, form);
    REQUIRE(back.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        REQUIRE(std::bit_cast<std::uint64_t>(back[i]) == std::bit_cast<std::uint64_t>(values[i]));
    double const nan = again(-limits::quiet_NaN(), form);
    CHECK(std::isnan(nan));
    CHECK(std::signbit(nan));
    long double const third = 1.0L / 3;
    CHECK(again(third, form) == third);
    CHECK(again(-std::numeric_limits<long double>::infinity(), form) < 0);
    CHECK(again('\x01', form) == '\x01');
    CHECK(again(~0ull, form) == ~0ull);
}

TEST_CASE("what the locale says is no matter") {
    struct grouped : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    auto const before = std::locale::global(std::locale(std::locale(), new grouped));
    CHECK(again(1234567.5, text{}) == 1234567.5);
    CHECK(again(1234567, xml{}) == 1234567);
    std::locale::global(before);
}

TEST_CASE("strings come back, or are refused when they are saved") {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    CHECK(again(all, binary{}) == all);
    CHECK(again(all, text{}) == all);
    for (int c = 0; c < 256; ++c) {
        std::string const one = "a" + std::string(1, static_cast<char>(c)) + "b";
        if (c < 32 && c != '\t' && c != '\n' && c != '\r')
            CHECK(error_of([&] { (void)saved(one, xml{}); }) ==
                  "cannot save the archive: a string holds the control character " +
                      std::to_string(c) +
                      ", which xml cannot write; save it in the format text or binary");
        else
            CHECK(again(one, xml{}) == one);
    }
    for (std::string const edge : {"", " ", "\n", "\n a \n", "leat-archive 1 xml", "<!--"}) {
        CHECK(again(edge, xml{}) == edge);
        CHECK(again(edge, text{}) == edge);
    }
}

TEST_CASE("Boost can read the archive too") {
    std::istringstream from(saved(app::person{"Ada", 36}, xml{}));
    boost::archive::xml_iarchive archive(from);
    app::person read;
    archive >> boost::serialization::make_nvp("value", read);
    CHECK(read == app::person{"Ada", 36});
    CHECK(from.str().find("<name>Ada</name>") != std::string::npos);
}

TEST_CASE("a big array is small and quick") {
    std::vector<double> const big(1250000, 0.5);
    auto const bytes = saved(big, binary{});
    CHECK(bytes.size() < 10000000 + 500);
    CHECK(leat::load_from<std::vector<double>>(std::string_view(bytes)) == big);
    CHECK(saved(std::vector<std::byte>(1000), binary{}).size() < 1500);
}

TEMPLATE_TEST_CASE("no damage goes unseen", "", binary, text, xml) {
    TestType const form;
    std::string const good = saved(full(), form);
    for (std::size_t size = 0; size < good.size(); ++size)
        if (load_error<app::model>(good.substr(0, size), form).empty()) FAIL(size);
    std::mt19937 random(5);
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
        if (load_error<app::model>(bad, form).empty()) FAIL(at);
    }
    for (int i = 0; i < 300; ++i) {
        std::string bad = good;
        for (int k = 0; k < 10; ++k) bad[random() % bad.size()] = static_cast<char>(random());
        if (bad != good && load_error<app::model>(bad, form).empty()) FAIL(i);
    }
    CHECK(!load_error<app::model>(good + "x", form).empty());
    CHECK(!load_error<app::model>(good + good, form).empty());
}

TEST_CASE("an error says what is wrong and what to do") {
    CHECK(load_error("") == "the archive is empty; save it anew");
    CHECK(load_error("hello") == "the archive is not an archive of leat's; check which file it is");
    std::string const good = saved(1, text{});
    CHECK(load_error(good.substr(0, 40), text{}) ==
          "the archive is cut short, or was not saved by leat; save it anew");
    CHECK(load_error(good.substr(0, good.size() - 3), text{}) ==
          "the archive is damaged or cut short; save it anew");
    CHECK(load_error(good) == "the archive is in the format text and not binary; load it with "
                              "leat::format::text{}");
    CHECK(
        load_error<app::layer>(good, text{}) ==
        "the archive holds a 'int' and not a 'app::layer'; load the one, or save the other there");
    std::string newer = good;
    newer[newer.find("leat-archive 1") + 13] = '2';
    CHECK(load_error(newer, text{}) ==
          "the archive was saved by a newer leat; load it with that one");
}

TEST_CASE("a class with versions loads what an older program saved, and refuses newer") {
    std::string const now = saved(app::account(5), text{});
    std::string const name = leat::detail::hex(leat::detail::name_number<app::account>);
    std::string const version = name + ":v000000000000000";
    std::string old = altered(now, " 0 1 5 3 EUR", " 0 0 5");
    old = altered(old, version + "1", version + "0");
    CHECK(leat::load_from<app::account>(std::string_view(old), text{}).amount() == 5);
    CHECK(load_error<app::account>(altered(now, version + "1", version + "2"), text{}) ==
          "the archive holds version 2 of 'app::account' and this program knows version 1; load it "
          "with the program that saved it or a newer one");
    // It was an aggregate before it had versions.
    old = altered(old, version + "0", name + ":m0000000000000000");
    CHECK(load_error<app::account>(old, text{}) == "");
}

TEST_CASE("a struct whose members have changed is refused") {
    std::string const now = saved(std::vector<app::person>(1), text{});
    std::string const name = leat::detail::hex(leat::detail::name_number<app::person>);
    auto const at = now.find(name + ":m");
    REQUIRE(at != now.npos);
    CHECK(load_error<std::vector<app::person>>(
              altered(now, now.substr(at, 34), name + ":m0123456789abcdef"), text{}) ==
          "the archive holds another 'app::person', with other members; save it anew, or give the "
          "class a serialize function with versions");
}

TEST_CASE("what Boost refuses is told in a sentence") {
    std::string const now = saved(1, text{});
    CHECK(load_error(altered(now, "archive 19", "archive 99"), text{}) ==
          "the archive was saved with a newer Boost; build this program with that one");
    CHECK(error_of([] {
              (void)leat::load_from<int>(
                  std::string_view(altered(saved(1, text{}), " 1\n", " x\n")), text{});
          }).starts_with("the archive does not fit 'int' ("));
    // A length that no memory could hold, in an archive that is whole.
    std::string const list = saved(std::vector<int>{7}, text{});
    CHECK(load_error<std::vector<int>>(altered(list, " 1 0 7", " 9223372036854775807 0 7"), text{})
              .find("does not fit") != std::string::npos);
}

TEST_CASE("a stream that fails is an error") {
    std::ostringstream to;
    to.setstate(std::ios::badbit);
    CHECK(error_of([&] { leat::save_to(to, 1); }) ==
          "cannot write the archive of a 'int': the stream failed; check where it leads to");
}

TEMPLATE_TEST_CASE("a list that is longer than the stack holds out is an error", "", binary, text,
                   xml) {
    std::shared_ptr<app::link> first;
    for (int i = 0; i < 1'000'000; ++i) first = std::make_shared<app::link>(app::link{i, first});
    CHECK(error_of([&] { (void)saved(first, TestType{}); }) ==
          "cannot save a 'app::link': so many objects are one behind another that the stack does "
          "not hold out; keep them in a container, as in a std::vector");
    while (first) first = std::exchange(first->next, nullptr);
    for (int i = 0; i < 500; ++i) first = std::make_shared<app::link>(app::link{i, first});
    CHECK(again(first, TestType{})->next->number == 498);
}
