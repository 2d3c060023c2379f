// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/eigen.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/serial/archive.hpp>

#include <catch.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace leat::literals;

namespace {

struct model {
    Eigen::VectorXd weights;
    Eigen::Matrix3f turn = Eigen::Matrix3f::Identity();
    std::vector<Eigen::ArrayXXi> parts;
};

template <class T, class Format = leat::format::binary>
T again(T const& value, Format form = {}) {
    std::ostringstream bytes;
    leat::save_to(bytes, value, form);
    return leat::load_from<T>(bytes.view(), form);
}

int fitted = 0;
model fit(int n) {
    ++fitted;
    return {Eigen::VectorXd::Ones(n), {}, {}};
}

} // namespace

TEST_CASE("matrices, vectors and arrays come back as they were, in structs too") {
    Eigen::MatrixXd const m = Eigen::MatrixXd::Random(3, 5);
    CHECK(again(m) == m);
    CHECK(again(m, leat::format::text{}) == m);
    CHECK(again(m, leat::format::xml{}) == m);
    CHECK(again(Eigen::MatrixXd()).size() == 0);
    model const whole{Eigen::VectorXd::LinSpaced(4, 0, 1),
                      Eigen::Matrix3f::Random(),
                      {Eigen::ArrayXXi::Constant(2, 3, 7)}};
    model const back = again(whole);
    CHECK(back.weights == whole.weights);
    CHECK(back.turn == whole.turn);
    REQUIRE(back.parts.size() == 1);
    CHECK((back.parts[0] == 7).all());
    CHECK(back.parts[0].cols() == 3);
}

TEST_CASE("shape and content count in a fingerprint, the sign of a zero, too") {
    using leat::fingerprint;
    Eigen::MatrixXd m = Eigen::MatrixXd::Constant(2, 6, 0.5);
    CHECK(fingerprint(m) == fingerprint(Eigen::MatrixXd(m)));
    CHECK(fingerprint(m) != fingerprint(Eigen::MatrixXd(m.reshaped(3, 4))));
    CHECK(fingerprint(m) != fingerprint(Eigen::MatrixXd(m.transpose())));
    Eigen::MatrixXd other = m;
    other(1, 3) = 0.25;
    CHECK(fingerprint(m) != fingerprint(other));
    m(0, 0) = 0.0;
    other = m;
    other(0, 0) = -0.0;
    CHECK(fingerprint(m) != fingerprint(other));
}

TEST_CASE("a node that returns a struct of matrices is cached") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node("model", fit, "n") | leat::cached | leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    app.run("n"_n = 5);
    CHECK(app.run("n"_n = 5)["model"_n].weights == Eigen::VectorXd::Ones(5));
    CHECK(fitted == 1);
}
