// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What a cache costs: a chain of 100 nodes of a few instructions, cold and warm, in each store,
// beside the same chain without a cache; 100 MB of doubles, stored and given back, beside the same
// bytes written and read raw. All in one process, in turns; the best of some rounds. Prints the
// tables of docs/benchmarks-cache.md.

#include "../../tests/cost/workloads.hpp"

#include <leat/cache.hpp>
#include <leat/catalog/archive.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using namespace leat::literals;

namespace {

#define CACHED_NODE(z, i, unused)                                                                  \
    , leat::node("v" BOOST_PP_STRINGIZE(BOOST_PP_INC(i)), cost::add<BOOST_PP_INC(i)>,              \
                                        "v" BOOST_PP_STRINGIZE(i)) | leat::cached |                \
                                        leat::version(1)

constexpr auto chain = leat::pipeline("chain", leat::input<int>("in"),
                                      leat::node("v0", cost::add<0>, "in") | leat::cached |
                                          leat::version(1) BOOST_PP_REPEAT(99, CACHED_NODE, ));

#undef CACHED_NODE

using clock_type = std::chrono::steady_clock;

/// The best time of one call of `work(round)`, in microseconds.
template <class Work>
double best(int rounds, Work work) {
    double least = 1e18;
    for (int i = 0; i < rounds; ++i) {
        auto const began = clock_type::now();
        work(i);
        least = std::min(
            least, std::chrono::duration<double, std::micro>(clock_type::now() - began).count());
    }
    return least;
}

int sum = 0;
int next_input = 0; // one that no run before had

template <class Store>
void print_chain(char const* name, Store&& store, int rounds) {
    auto app = leat::session<chain>(leat::cache(store));
    auto const run = [&](int in) { sum += app.template run<"v99">("in"_n = in)["v99"_n]; };
    double const cold = best(rounds, [&](int) { run(++next_input); });
    double const warm = best(10 * rounds, [&](int) { run(next_input); });
    std::printf("| %s | %.2f | %.2f |\n", name, cold / 100, warm / 100);
}

constexpr auto made = leat::pipeline(
    "made", leat::input<int>("n"),
    leat::node(
        "made", [](int n) { return std::vector<double>(static_cast<std::size_t>(n), 0.5); }, "n") |
        leat::cached | leat::version(1));

// What a lookup costs in a store that holds many entries.
void print_many(std::filesystem::path const& folder, int count) {
    constexpr auto per_entry = [](auto& store, int n) {
        leat::cache_entry entry;
        entry.key = {leat::detail::hash("key"), static_cast<std::uint64_t>(n) * 0x9e3779b97f4a7c15};
        leat::put_entry(store, entry);
        return entry.key;
    };
    leat::folder_store files(folder, {.durable = false});
    leat::memory_store memory;
    std::printf("\n| us a lookup, of so many entries | memory | folder |\n| --- | --- | --- |\n");
    std::vector<leat::digest> keys;
    for (int until = count / 100; until <= count; until *= 10) {
        while (static_cast<int>(keys.size()) < until) {
            per_entry(files, static_cast<int>(keys.size()));
            keys.push_back(per_entry(memory, static_cast<int>(keys.size())));
        }
        auto const look = [&](auto& store) {
            return best(5,
                        [&](int) {
                            for (std::size_t i = 0; i < 1000; ++i)
                                sum += leat::get_entry(store, keys[i * 7919 % keys.size()]) ? 1 : 0;
                        }) /
                   1000;
        };
        std::printf("| %d | %.2f | %.2f |\n", until, look(memory), look(files));
    }
}

void write_raw(std::filesystem::path const& path, std::vector<double> const& values) {
    std::string const other = path.string() + ".new";
    int const file = ::open(other.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    bool const good = ::write(file, values.data(), 8 * values.size()) ==
                          static_cast<ssize_t>(8 * values.size()) &&
                      ::fsync(file) == 0;
    ::close(file);
    std::filesystem::rename(other, path);
    if (!good) std::puts("the disk failed");
}
double read_raw(std::filesystem::path const& path, std::size_t size) {
    std::vector<double> values(size);
    int const file = ::open(path.c_str(), O_RDONLY);
    bool const good = ::read(file, values.data(), 8 * size) == static_cast<ssize_t>(8 * size);
    ::close(file);
    return good ? values[size / 2] : 0;
}

} // namespace

int main(int argc, char** argv) {
    std::filesystem::path const folder = argc > 1 ? argv[1] : "leat-benchmark-cache";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);

    std::printf("| us a node, chain of 100 | cold | warm |\n| --- | --- | --- |\n");
    auto bare = leat::session<chain>();
    double const without =
        best(1000, [&](int) { sum += bare.run<"v99">("in"_n = ++next_input)["v99"_n]; });
    std::printf("| without a cache | %.3f | %.3f |\n", without / 100, without / 100);
    print_chain("memory_store", leat::memory_store{}, 50);
    print_chain("folder_store, not durable",
                leat::folder_store(folder / "quick", {.durable = false}), 5);
    print_chain("folder_store", leat::folder_store(folder / "durable"), 2);

    std::vector<double> values(12'500'000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = 0.1 * static_cast<double>(i);
    leat::dataset::archive const archive(folder / "values.bin");
    double saved = 1e18, loaded = 1e18, written = 1e18, read = 1e18, total = 0;
    for (int i = 0; i < 7; ++i) {
        written = std::min(written, best(1, [&](int) { write_raw(folder / "raw", values); }));
        saved = std::min(saved, best(1, [&](int) { archive.save(values); }));
        read =
            std::min(read, best(1, [&](int) { total += read_raw(folder / "raw", values.size()); }));
        loaded = std::min(loaded, best(1, [&](int) {
                              total += archive.load<std::vector<double>>()[values.size() / 2];
                          }));
    }
    std::printf(
        "\n| 100 MB of doubles, ms | raw | archive | raw / archive |\n| --- | --- | --- | --- |\n");
    std::printf("| written, on the disk itself | %.0f | %.0f | %.2f |\n", written / 1000,
                saved / 1000, written / saved);
    std::printf("| read, from the page cache | %.0f | %.0f | %.2f |\n", read / 1000, loaded / 1000,
                read / loaded);

    auto const large = leat::session<made>(leat::cache(leat::folder_store(folder / "large")));
    double const run = best(1, [&](int) { total += large.run("n"_n = 12'500'000)["made"_n][7]; });
    double const hit = best(5, [&](int) { total += large.run("n"_n = 12'500'000)["made"_n][7]; });
    auto const mine = leat::session<made>(leat::cache(leat::memory_store{}));
    mine.run("n"_n = 12'500'000);
    double const from_memory =
        best(5, [&](int) { total += mine.run("n"_n = 12'500'000)["made"_n][7]; });
    std::printf("\n| 100 MB of doubles in a cache | ms |\n| --- | --- |\n");
    std::printf("| made and stored in a folder | %.0f |\n| hit in a folder | %.0f |\n"
                "| hit in memory | %.0f |\n",
                run / 1000, hit / 1000, from_memory / 1000);

    if (argc > 2) print_many(folder / "many", std::stoi(argv[2]));
    std::filesystem::remove_all(folder);
    return sum == 42 && total < 0;
}
