// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The laws of archives and fingerprints, on random values of every type that leat stores. All their
// classes are stored through pointers too: Boost then tells objects apart by their addresses, also
// where they are stored by themselves.
#include <leat/serial/archive.hpp>
#include <leat/serial/fingerprint.hpp>

#include <boost/hana/adapt_struct.hpp>

#include <catch.hpp>

#include <limits>
#include <random>
#include <sstream>

namespace bridged {

struct leaf {
    int number = 0;
    float size = 0;
};
struct person {
    std::string name;
    bool known = false;
};
struct count { // of a duration
    long number = 0;
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& boost::serialization::make_nvp("number", number);
    }
};
struct link {
    int number = 0;
    std::shared_ptr<link> next;
    std::weak_ptr<link> other;
};
enum class color : short { red = -1, green = 3 };

} // namespace bridged
BOOST_HANA_ADAPT_STRUCT(bridged::person, name, known);

namespace bridged {

using namespace std::chrono;

template <class... T>
struct kinds {
    using values = std::tuple<T...>;
    using pointers = std::tuple<std::unique_ptr<T>...>;
};
// In four parts, as a compiler spells the names of all members of a class.
using plain = kinds<double, std::string, color, leaf, person, std::filesystem::path,
                    std::complex<double>, std::bitset<9>>;
using times = kinds<seconds, duration<float, std::milli>, duration<count>, sys_seconds,
                    time_point<steady_clock, duration<count>>, year_month_day>;
using parted = kinds<std::optional<sys_seconds>, std::variant<seconds, leaf, std::string>,
                     std::tuple<sys_seconds, leaf>, std::pair<seconds, double>,
                     std::array<sys_seconds, 2>, std::vector<sys_seconds>, std::vector<double>>;
using ranges = kinds<std::vector<bool>, std::deque<leaf>, std::list<seconds>,
                     std::forward_list<leaf>, std::valarray<double>>;
using sets =
    kinds<std::set<sys_seconds>, std::map<seconds, sys_seconds>, std::unordered_map<int, seconds>>;
using links = std::vector<std::shared_ptr<link>>;

// Values twice, as one object may be lost behind another one; and behind pointers.
#define PART(Kinds)                                                                                \
    struct Kinds##_part {                                                                          \
        Kinds::values values;                                                                      \
        Kinds::pointers pointers;                                                                  \
    };
PART(plain)
PART(times)
PART(parted)
PART(ranges)
PART(sets)
#undef PART
struct value {
    std::array<plain_part, 2> plain;
    std::array<times_part, 2> times;
    std::array<parted_part, 2> parted;
    std::array<ranges_part, 2> ranges;
    std::array<sets_part, 2> sets;
    links linked;
};

} // namespace bridged
BOOST_HANA_ADAPT_STRUCT(bridged::plain_part, values, pointers);
BOOST_HANA_ADAPT_STRUCT(bridged::times_part, values, pointers);
BOOST_HANA_ADAPT_STRUCT(bridged::parted_part, values, pointers);
BOOST_HANA_ADAPT_STRUCT(bridged::ranges_part, values, pointers);
BOOST_HANA_ADAPT_STRUCT(bridged::sets_part, values, pointers);
BOOST_HANA_ADAPT_STRUCT(bridged::value, plain, times, parted, ranges, sets, linked);

namespace bridged {

/// Makes values of what it draws.
struct source {
    std::mt19937_64 random;

    std::uint64_t draw() { return random(); }
    std::size_t below(std::size_t end) { return draw() % end; }

    template <class T>
    T number() {
        if constexpr (std::is_floating_point_v<T>) {
            using limits = std::numeric_limits<T>;
            T const odd[] = {T(0),
                             -T(0),
                             limits::infinity(),
                             limits::quiet_NaN(),
                             -limits::quiet_NaN(),
                             limits::denorm_min()};
            std::size_t const which = below(12);
            return which < 6 ? odd[which] : static_cast<T>(draw()) / T(3);
        } else if constexpr (std::is_enum_v<T>) {
            return static_cast<T>(static_cast<std::underlying_type_t<T>>(draw()));
        } else {
            return static_cast<T>(draw());
        }
    }
    void fill(std::string& to) {
        for (std::size_t i = below(4); i != 0; --i) to += static_cast<char>(' ' + below(90));
    }
    void fill(leaf& to) { to = {number<int>(), number<float>()}; }
    void fill(person& to) { fill(to.name), to.known = below(2) != 0; }
    void fill(count& to) { to.number = number<long>(); }
    void fill(std::filesystem::path& to) { to = make<std::string>(); }
    void fill(std::bitset<9>& to) { to = below(512); }
    void fill(year_month_day& to) {
        to = year(number<short>()) / month(number<unsigned char>()) / day(number<unsigned char>());
    }
    template <class R, class P>
    void fill(duration<R, P>& to) {
        to = duration<R, P>(make<R>());
    }
    template <class C, class D>
    void fill(time_point<C, D>& to) {
        to = time_point<C, D>(make<D>());
    }
    template <class T>
    void fill(std::complex<T>& to) {
        to = {number<T>(), number<T>()};
    }
    template <class T>
    void fill(std::optional<T>& to) {
        if (below(2) != 0) fill(to.emplace());
    }
    template <class T>
    void fill(std::unique_ptr<T>& to) {
        if (below(4) == 0) return;
        to = std::make_unique<T>();
        *to = make<T>();
    }
    template <class... T>
    void fill(std::variant<T...>& to) {
        std::size_t const which = below(sizeof...(T));
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((which == I ? fill(to.template emplace<I>()) : void()), ...);
        }(std::index_sequence_for<T...>{});
    }
    template <class A, class B>
    void fill(std::pair<A, B>& to) {
        to.first = make<A>(), to.second = make<B>();
    }
    template <class... T>
    void fill(std::tuple<T...>& to) {
        std::apply([&](T&... part) { ((part = make<T>()), ...); }, to);
    }
    void fill(links& to) { // some of which are one, and lead to others, or back
        for (std::size_t i = below(5); i != 0; --i)
            if (std::size_t const which = below(to.size() + 2); which < to.size())
                to.push_back(to[which]);
            else
                to.push_back(std::make_shared<link>(link{number<signed char>(), {}, {}}));
        for (std::size_t i = 1; i < to.size(); ++i) {
            if (to[i] != to[i - 1] && below(2) != 0) to[i]->other = to[below(to.size())];
            if (i + 1 == to.size() && below(2) != 0)
                to[0]->next = std::make_shared<link>(link{1, to[i] == to[0] ? nullptr : to[i], {}});
        }
    }
    template <class Container>
    void fill(Container& to) {
        if constexpr (
            requires { to.size(), to.resize(1), to[0]; } && !requires { to.push_back(to[0]); })
            to.resize(below(4)); // a std::valarray
        if constexpr (
            requires { to.push_front(to.front()); } && !requires { to.size(); }) {
            for (std::size_t i = below(3); i != 0; --i)
                to.push_front(make<typename Container::value_type>());
        } else if constexpr (requires { to.begin(), to.insert(to.end(), *to.begin()); }) {
            for (std::size_t i = below(4); i != 0; --i)
                if constexpr (requires { typename Container::mapped_type; })
                    to.insert({make<typename Container::key_type>(),
                               make<typename Container::mapped_type>()});
                else
                    to.insert(to.end(), make<typename Container::value_type>());
        } else {
            for (auto& element : to) element = make<std::remove_reference_t<decltype(element)>>();
        }
    }
    void fill(value& to) {
        auto const both = [&](auto& parts) {
            for (auto& part : parts) fill(part.values), fill(part.pointers);
        };
        both(to.plain), both(to.times), both(to.parted), both(to.ranges), both(to.sets);
        fill(to.linked);
    }
    template <class T>
    T make() {
        T made{};
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
            made = number<T>();
        else
            fill(made);
        return made;
    }
};

value made_by(std::uint64_t seed) {
    source from{std::mt19937_64(seed)};
    return from.make<value>();
}

template <class Format>
std::string archive_of(value const& from, Format form) {
    std::ostringstream to;
    leat::save_to(to, from, form);
    return to.str();
}

} // namespace bridged

TEST_CASE("values come back from an archive to the bit, with what they share") {
    using namespace bridged;
    for (std::uint64_t seed = 100; seed < 140; ++seed) {
        value const was = made_by(seed);
        std::string const archive = archive_of(was, leat::format::binary{});
        value const now = leat::load_from<value>(std::string_view(archive), leat::format::binary{});
        CHECK(leat::fingerprint(now) == leat::fingerprint(was));
    }
}

TEST_CASE("equal values have one fingerprint, others have others") {
    using namespace bridged;
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        leat::digest const one = leat::fingerprint(made_by(seed));
        CHECK(one == leat::fingerprint(made_by(seed))); // at other places in memory
        seen.insert(one.to_string());
    }
    CHECK(seen.size() == 200);
}
