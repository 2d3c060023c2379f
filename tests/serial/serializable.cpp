// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/serializable.hpp>

#include <catch.hpp>

#include <boost/hana/adapt_adt.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// Its members are only shown, so nothing can be loaded into it.
class only_shown {
public:
    std::string name() const { return name_; }

private:
    std::string name_;
};
BOOST_HANA_ADAPT_ADT(only_shown, (name, [](auto const& shown) { return shown.name(); }));

namespace {

using leat::serializable;

template <class T, class Wrong>
constexpr bool refuses = std::is_same_v<leat::detail::first_unserializable<T>, Wrong>;

struct point {
    double x, y;
};
struct tree {
    int value;
    std::vector<tree> children;
};
struct empty {};
struct other_serialize {
    int a;
    std::string serialize() const { return "a"; }
};
class own {
    friend class boost::serialization::access;
    template <class Archive>
    void serialize(Archive&, unsigned) {}
    std::mutex guard;
};
struct free_own {
    std::mutex guard;
    template <class Archive>
    friend void serialize(Archive&, free_own&, unsigned) {}
};
enum class color : unsigned char { red };

static_assert(serializable<int> && serializable<double> && serializable<std::string>);
static_assert(serializable<color> && serializable<std::byte>);
static_assert(serializable<point> && serializable<tree> && serializable<empty>);
static_assert(serializable<std::map<std::string, std::vector<std::optional<point>>>>);
static_assert(serializable<std::variant<std::monostate, point>>);
static_assert(serializable<own> && serializable<free_own> && serializable<other_serialize>);
static_assert(serializable<std::unique_ptr<int>> && serializable<std::shared_ptr<point>>);
static_assert(serializable<std::chrono::system_clock::time_point>);

struct with_mutex {
    int a;
    std::vector<std::optional<std::pair<int, std::mutex>>> locks;
};
struct with_pointer {
    std::string name;
    int* where;
};
struct deep {
    std::vector<std::unique_ptr<with_pointer>> all;
    std::thread worker;
};
struct with_reference {
    std::unique_ptr<int> owned;
    int& where;
};
struct with_constant {
    int const a;
    std::string name;
};
struct with_array {
    std::string name;
    int values[3];
};
struct with_base : point {
    int extra;
};
struct with_function {
    std::function<void()> call;
    int a;
};
union either {
    int a;
    float b;
};
struct with_anonymous_union {
    union {
        int a;
        float b;
    };
    std::string name;
};
struct with_unnamed_last {
    std::string name;
    union {
        std::pair<int, int> a;
        float b;
    };
};
struct with_own_union {
    union {
        int a;
        float b;
    };
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& boost::serialization::make_nvp("a", a);
    }
};
struct holds_own_union {
    with_own_union first;
    int second;
};
enum class wide : long { none };
struct no_default {
    no_default(int);
    template <class Archive>
    void serialize(Archive&, unsigned) {}
};

static_assert(refuses<with_mutex, std::mutex>);
static_assert(refuses<deep, int*>);
static_assert(refuses<std::vector<std::thread>, std::thread>);
static_assert(refuses<with_reference, int&>);
static_assert(refuses<with_constant, int const>);
static_assert(refuses<with_array, with_array>);
static_assert(refuses<with_base, with_base>);
static_assert(refuses<with_function, std::function<void()>>);
static_assert(refuses<either, either>);
static_assert(refuses<with_anonymous_union, with_anonymous_union>);
static_assert(refuses<std::vector<with_unnamed_last>, with_unnamed_last>);
static_assert(serializable<holds_own_union> && serializable<with_own_union>);
static_assert(refuses<only_shown, only_shown>);
static_assert(refuses<wide, wide>);
static_assert(refuses<std::optional<char16_t>, char16_t>);
static_assert(refuses<std::shared_ptr<int>, std::shared_ptr<int>>); // Boost cannot share one
static_assert(refuses<std::shared_ptr<std::bitset<3>>, std::shared_ptr<std::bitset<3>>>);
static_assert(refuses<std::weak_ptr<std::complex<float>>, std::weak_ptr<std::complex<float>>>);
static_assert(serializable<std::unique_ptr<std::complex<float>>>);
static_assert(refuses<std::vector<no_default>, no_default>);
static_assert(!serializable<std::string_view> && !serializable<void (*)()>);

} // namespace

TEST_CASE("the names of a type's members are found") {
    point p{1, 2};
    std::string names;
    leat::detail::visit_members(p, [&](char const* name, double& member) {
        names += name;
        member *= 10;
    });
    CHECK(names == "m0m1");
    CHECK(p.x == 10);
    CHECK(p.y == 20);
}
