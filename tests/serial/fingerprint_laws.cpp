// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/fingerprint.hpp>

#include <leat/serial/archive.hpp>

#include <catch.hpp>

#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// The laws of a fingerprint, on random values that nest.

namespace fingerprint_laws {

struct leaf {
    short number = 0;
    double size = 0;
    std::string name;
    std::vector<bool> flags;
    std::optional<std::string> remark;
    std::variant<int, std::string, std::vector<double>> held;
    bool operator==(leaf const&) const = default;
};
struct branch {
    std::vector<leaf> leaves;
    std::map<std::string, std::vector<std::string>> table;
    std::tuple<char, std::vector<float>> pair;
    std::array<std::vector<int>, 2> rows;
    std::vector<branch> kids;
    bool operator==(branch const&) const = default;
};

// Few values of each kind, so that many are equal and many differ in a little.
struct generator {
    std::mt19937 random{7};

    std::size_t below(std::size_t end) { return random() % end; }
    bool often() { return below(8) != 0; }
    int number() { return static_cast<int>(below(3)) - 1; }
    std::string text() {
        std::string const all[] = {
            "", "a", "b", "ab", std::string(1, '\0'), "long enough to allocate"};
        return often() ? "" : all[below(6)];
    }
    template <class T>
    std::vector<T> some(T value) {
        return std::vector<T>(often() ? 0 : below(3), std::move(value));
    }
    leaf make_leaf() {
        leaf made;
        if (!often()) made.number = static_cast<short>(number());
        if (!often()) made.size = number() == 0 ? 0 : 0.5 * number() + 3;
        made.name = text();
        made.flags = some(bool(below(2)));
        if (!often()) made.remark = text();
        if (!often()) made.held = text();
        if (!often()) made.held = some(number() + 0.5);
        return made;
    }
    branch make_branch(int depth) {
        branch made;
        for (std::size_t i = below(2); i != 0; --i) made.leaves.push_back(make_leaf());
        if (!often()) made.table[text()] = some(text());
        made.pair = {'a', some(1.5f)};
        made.rows = {some(number()), some(number())};
        if (depth > 0)
            for (std::size_t i = below(2); i != 0; --i) made.kids.push_back(make_branch(depth - 1));
        return made;
    }
};

} // namespace fingerprint_laws
using namespace fingerprint_laws;

namespace {
std::string archive_of(branch const& value) {
    std::ostringstream out;
    leat::save_to(out, value);
    return out.str();
}
} // namespace

TEST_CASE("fingerprint: equal values are alike, and different ones are not") {
    generator any;
    struct known {
        branch value;
        std::string archive;
        leat::digest print;
    };
    std::vector<known> all;
    for (int i = 0; i < 600; ++i) {
        branch made = any.make_branch(3);
        std::string archive = archive_of(made);
        leat::digest const print = leat::fingerprint(made);
        all.push_back({std::move(made), std::move(archive), print});
    }
    int equal = 0, different = 0, broken = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            bool const alike = all[i].print == all[j].print;
            bool const same = all[i].value == all[j].value;
            ++(same ? equal : different);
            broken += alike != same || alike != (all[i].archive == all[j].archive);
        }
    CHECK(broken == 0);
    CHECK(equal > 500);
    CHECK(different > 50000);
}

TEST_CASE("fingerprint: what was loaded is like what was saved") {
    generator any;
    for (int i = 0; i < 100; ++i) {
        branch const made = any.make_branch(4);
        CHECK(leat::fingerprint(leat::load_from<branch>(archive_of(made))) ==
              leat::fingerprint(made));
    }
}
