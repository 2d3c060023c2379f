// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "nodes.hpp"

#include "helpers.hpp"

#include <functional>
#include <string>
#include <vector>

namespace {
int const letters[] = {11, 12, 13, 14, 15, 16, 17, 18};
double plus_one(double x) { return x + 1; }
double plus_two(double x) { return x + 2; }
double (*const calls[])(double) = {plus_one, plus_two};
std::vector<double> make_curve() { return {1, 4, 9}; }
std::vector<double> const curve = make_curve();
thread_local double warmth = 20;
[[gnu::noinline]] double fraction(double x) { return x / 8; }
[[gnu::target_clones("default", "avx2")]] double many(double x) {
    double sum = 0;
    for (int i = 0; i < 10; ++i) sum += x * i;
    return sum;
}
double part(double x) { return x * 6; }
} // namespace

extern "C" {
double deep(double x) { return first_helper(x) * 0.125; }

double text(double x) {
    std::string const name = x > 0 ? "north of the river" : "south of the river";
    return static_cast<double>(name.size() + static_cast<unsigned char>(name[0]));
}

double lookup(double x) {
    int sum = 0;
    for (int c = 'a'; c < 'a' + static_cast<int>(x) % 8; ++c) sum += letters[c - 'a'];
    char const letter = static_cast<char>('a' + static_cast<int>(x) % 8);
    return sum + letters[letter - 'a'];
}

double jumps(double x) {
    switch (static_cast<int>(x)) {
    case 0:
        return fraction(x);
    case 1:
        return doubled(x) + 30;
    case 2:
        return x + fraction(3);
    case 3:
        return x * x - 2;
    case 4:
        return 17 - x;
    case 5:
        return part(x);
    default:
        return 0;
    }
}

double shaped(double x) {
    auto const made = make_square(x);
    return made->area() + made->border();
}

double given(shape const& what) { return what.area() * 10; }

double pointed(double x) { return calls[static_cast<int>(x) & 1](x); }

double templated(double x) { return power<3>(x) + gauge<double>{4}.read(x); }

double nested(double x) {
    std::function<double(double)> const outer = [](double y) {
        auto const inner = [y](double z) { return y * z + 9; };
        return inner(3);
    };
    return outer(x);
}

double started(double x) { return curve[static_cast<std::size_t>(x) % 3]; }

double caught(double x) {
    try {
        may_fail(x);
        return 1;
    } catch (badly_broken const& e) {
        return e.code;
    } catch (...) {
        return 2;
    }
}

double defaults(double x) { return adjusted(doubled(x)) * STEP; }

double local(double x) {
    static double const begin = fraction(40);
    return begin + warmth + x;
}

double shared(double x) { return shared_part(x) + 1; }

double scaled(double x) { return scale * x; }

double cloned(double x) { return many(x); }

double weak(double x) { return chosen(x); }
}
