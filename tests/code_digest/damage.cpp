// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// Damages a file: damage FILE TO SEED. Bytes are altered, or the end is cut off; the begin stays,
// so that it is read.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

int main(int count, char** given) {
    if (count != 4) return 2;
    std::ifstream in(given[1], std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    std::mt19937 random(static_cast<unsigned>(std::atoi(given[3])));
    auto const below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    if (random() % 4 == 0) bytes.resize(64 + below(bytes.size() - 64));
    // In the header, in the table of sections at the end, or anywhere.
    for (std::size_t n = below(12); n-- > 0;) {
        std::size_t const at = random() % 3 == 0   ? 18 + below(46)
                               : random() % 2 == 0 ? bytes.size() - 1 - below(bytes.size() / 4)
                                                   : below(bytes.size());
        bytes[at] = static_cast<char>(random());
    }
    std::ofstream(given[2], std::ios::binary) << bytes;
}
