// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

#include "workloads.hpp"

#include <cstddef>
#include <cstdio>
#include <cstring>

// One way to run one chain, for a tool that counts its instructions in measured().

namespace {

using namespace leat::literals;

#define COST_NODE(z, i, unused)                                                                    \
    , leat::node("v" BOOST_PP_STRINGIZE(BOOST_PP_INC(i)), cost::add<BOOST_PP_INC(i)>,              \
                                        "v" BOOST_PP_STRINGIZE(i))

constexpr auto chain50 =
    leat::pipeline("chain50", leat::input<int>("in"),
                   leat::node("v0", cost::add<0>, "in") BOOST_PP_REPEAT(49, COST_NODE, ));
constexpr auto chain200 =
    leat::pipeline("chain200", leat::input<int>("in"),
                   leat::node("v0", cost::add<0>, "in") BOOST_PP_REPEAT(199, COST_NODE, ));

#undef COST_NODE

int seen = 0;

template <auto const& P>
struct of_node_7 {
    void after_node_run(leat::at<P, "v7">, int v) { seen += v; }
};
struct of_all {
    void before_node_run(leat::node_info const& node) { seen += static_cast<int>(node.index); }
};

template <class Session>
[[gnu::noinline]] int measured(Session& session) {
    return session.template run<>("in"_n = 1).template get<0>();
}

template <auto const& P>
[[gnu::noinline]] int measured_run() {
    return leat::run<P>("in"_n = 1).template get<0>();
}

template <auto const& P, class... Service>
int run_with(Service... service) {
    auto app = leat::session<P>(std::move(service)...);
    return measured(app);
}

template <auto const& P>
bool run_way(char const* way, int& result) {
    if (std::strcmp(way, "run") == 0)
        result = measured_run<P>();
    else if (std::strcmp(way, "bare") == 0)
        result = run_with<P>();
    else if (std::strcmp(way, "one") == 0)
        result = run_with<P>(of_node_7<P>{});
    else if (std::strcmp(way, "all") == 0)
        result = run_with<P>(of_all{});
    else if (std::strcmp(way, "catalog") == 0)
        result = run_with<P>(of_all{}, leat::catalog());
    else
        return false;
    return true;
}

} // namespace

int main(int argc, char** argv) {
    int result = 0;
    bool const known =
        argc == 3 && (std::strcmp(argv[1], "50") == 0    ? run_way<chain50>(argv[2], result)
                      : std::strcmp(argv[1], "100") == 0 ? run_way<cost::chain>(argv[2], result)
                      : std::strcmp(argv[1], "200") == 0 ? run_way<chain200>(argv[2], result)
                                                         : false);
    if (!known) {
        std::fprintf(stderr, "usage: test_cost_session 50|100|200 run|bare|one|all|catalog\n");
        return 2;
    }
    std::printf("result %d seen %d\n", result, seen);
}
